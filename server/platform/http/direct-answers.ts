/**
 * A short way for what comes again and again: a plain POST of an operation that is known is answered here, ahead of Express
 * and Apollo, whose work costs more than most questions do. The two ways say the same, and only one of them refuses: what
 * is not known, not plain or not allowed is handed on whole, before anything of it ran (`test/api/direct-answers.test.ts`
 * sends everything both ways).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getVariableValues, OperationTypeNode, type FormattedExecutionResult, type GraphQLSchema } from 'graphql';
import { packed, packingFor } from '../answer-cache/packing.ts';
import { PUBLIC_CACHING } from '../answer-cache/public-answers.ts';
import type { RequestContext } from '../context.ts';
import { textOf } from '../one-statement/told-answers.ts';
import { readQuestion, readRequest, whenArrived, type DirectQuestion } from './direct-request.ts';
import type { OperationGate } from './limits/operation-gate.ts';
import type { Rate } from './limits/rate.ts';
import type { KnownOperation, KnownOperations, MaskError, OperationAnswers } from './operation-answers.ts';
import { safetyHeaders } from './security-headers.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** Of a larger body reading it is most of the work. */
const LARGEST_BODY_BYTES = 256 * 1024;

export interface DirectAnswersOptions {
  readonly schema: GraphQLSchema;
  readonly answers: OperationAnswers;
  readonly known: KnownOperations;
  readonly documents: TrustedDocuments;
  readonly rate: Rate;
  readonly gate: OperationGate;
  readonly contextOf: (request: IncomingMessage, response: ServerResponse) => Promise<RequestContext>;
  readonly maskError: MaskError;
  /** Null: bodies are not limited. */
  readonly bodyBytes: number | null;
  readonly behindTls: boolean;
  /** Is told after each change. */
  readonly onChanged: () => void;
}

/** One request on its way. */
interface Asking {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly answerType: string;
  /** Gives it to the usual way as it came. */
  readonly handOn: () => void;
}

interface KnownQuestion extends DirectQuestion {
  readonly known: KnownOperation;
}

export class DirectAnswers {
  readonly #options: DirectAnswersOptions;
  readonly #largestBodyBytes: number;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(options: DirectAnswersOptions) {
    this.#options = options;
    this.#largestBodyBytes = Math.min(options.bodyBytes ?? Infinity, LARGEST_BODY_BYTES);
    this.#headers = safetyHeaders({ behindTls: options.behindTls });
  }

  answer(request: IncomingMessage, response: ServerResponse, usualWay: () => void): void {
    const plain = readRequest(request, this.#largestBodyBytes);
    if (plain === null || this.#options.rate.countOnce(request) !== null) return usualWay();
    const { bodyBytes, answerType } = plain;
    const arrived = (body: Buffer): void => {
      const handOn = (): void => {
        request.unshift(body);
        usualWay();
      };
      const question = this.#knownQuestion(body);
      if (question === null || this.#options.gate.pass(request, question) !== null) return handOn();
      void this.#run(question, { request, response, answerType, handOn });
    };
    whenArrived(request, { bodyBytes, arrived });
  }

  /** Null where it is not known, or its variables are none of the operation. */
  #knownQuestion(body: Buffer): KnownQuestion | null {
    const { documents, known: knownOperations, schema } = this.#options;
    const question = readQuestion(body, documents);
    const known = question === null ? undefined : knownOperations.get({ document: question.text, part: '' });
    if (question === null || known === undefined) return null;
    const { name, variableDefinitions = [] } = known.operation;
    if (question.operationName !== null && question.operationName !== name?.value) return null;
    const { errors } = getVariableValues(schema, variableDefinitions, question.variables, { maxErrors: 1 });
    return errors === undefined ? { ...question, known } : null;
  }

  async #run({ known, variables }: KnownQuestion, asking: Asking): Promise<void> {
    const { answers, contextOf, maskError, onChanged } = this.#options;
    const { request, response, handOn } = asking;
    const { document, documentHash, operation } = known;
    let context: RequestContext;
    try {
      context = await contextOf(request, response);
    } catch {
      // whoever answers as ever meets it too, and says it
      return handOn();
    }
    const operationName = operation.name?.value ?? null;
    try {
      const answer = await answers.answerAgain({ document, operationName, documentHash, variables, context });
      if (answer === null) return handOn();
      await this.#send(answer, { asking, status: 200 });
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      const unexpected = { message: '', extensions: { code: 'INTERNAL_SERVER_ERROR' } };
      await this.#send({ errors: [maskError(unexpected, error)] }, { asking, status: 500 });
    }
    if (operation.operation === OperationTypeNode.MUTATION) onChanged();
  }

  async #send(
    answer: FormattedExecutionResult,
    { asking, status }: { readonly asking: Asking; readonly status: number },
  ): Promise<void> {
    const { request, response, answerType } = asking;
    const text = Buffer.from(textOf(answer));
    const isPublic = response.getHeader('Cache-Control') === PUBLIC_CACHING;
    // the size of a packed answer tells of what is in it: one that is somebody's own goes as it is
    const packing = isPublic ? packingFor(text, request.headers['accept-encoding']) : 'identity';
    const body = packing === 'identity' ? text : await packed(text, packing);
    // what is read to its end lets go of the connection
    request.resume();
    response
      .writeHead(status, {
        ...this.#headers,
        ...(isPublic && { 'Cache-Control': 'no-store' }),
        ...(packing !== 'identity' && { 'Content-Encoding': packing }),
        'Content-Type': answerType,
        'Content-Length': body.length,
      })
      .end(body);
  }
}
