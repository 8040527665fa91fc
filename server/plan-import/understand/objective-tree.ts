/** Priority → goal → task as the rows open them. The same objective met again is the same node. */
import { ObjectiveKind } from '../../../schema/vocabulary/objective-kind.ts';
import type { ParsedObjective, SourcePlace } from '../parsed-plan.ts';
import { foldWording } from './wording.ts';

export const OBJECTIVE_LEVELS: ObjectiveKind[] = [ObjectiveKind.PRIORITY, ObjectiveKind.GOAL, ObjectiveKind.TASK];

export interface OpenedObjective {
  kind: ObjectiveKind;
  code: string | null;
  wording: string;
  asWritten: string;
  source: SourcePlace;
}

export class ObjectiveTree {
  readonly #all: ParsedObjective[] = [];
  readonly #byIdentity = new Map<string, ParsedObjective>();
  #open = new Map<ObjectiveKind, ParsedObjective>();

  /** Makes it the current one of its level and closes the levels below. */
  open(opened: OpenedObjective): ParsedObjective {
    const level = OBJECTIVE_LEVELS.indexOf(opened.kind);
    const parent = OBJECTIVE_LEVELS.slice(0, level)
      .toReversed()
      .map((kind) => this.#open.get(kind))
      .find((candidate) => candidate !== undefined);
    const identity = [parent?.key, opened.kind, opened.code ?? '', foldWording(opened.wording)].join('|');
    let objective = this.#byIdentity.get(identity);
    if (!objective) {
      objective = { key: `o${this.#all.length + 1}`, parentKey: parent?.key ?? null, ...opened };
      this.#all.push(objective);
      this.#byIdentity.set(identity, objective);
    }
    if (this.#open.get(opened.kind) !== objective) {
      for (const lower of OBJECTIVE_LEVELS.slice(level + 1)) this.#open.delete(lower);
    }
    this.#open.set(opened.kind, objective);
    return objective;
  }

  close(): void {
    this.#open = new Map();
  }

  current(kind: ObjectiveKind): ParsedObjective | undefined {
    return this.#open.get(kind);
  }

  /** From priority downward. */
  path(): ParsedObjective[] {
    return OBJECTIVE_LEVELS.map((kind) => this.#open.get(kind)).filter(
      (objective): objective is ParsedObjective => objective !== undefined,
    );
  }

  all(): ParsedObjective[] {
    return this.#all;
  }
}
