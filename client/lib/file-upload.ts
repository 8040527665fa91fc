/** Sends one file beside the API, with its progress, which `fetch` cannot tell. */
import { fromProblem, noAnswer, type Failure } from './failure.ts';

export interface FileUpload {
  readonly url: string;
  readonly file: File;
  /** 0–1 of the bytes sent. */
  readonly onProgress?: (share: number) => void;
}

export type UploadAnswer =
  | { readonly answer: unknown; readonly failure: null }
  | { readonly answer: null; readonly failure: Failure };

export function uploadFile({ url, file, onProgress }: FileUpload): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.responseType = 'text';
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    // No form of another site can send this header.
    request.setRequestHeader('X-Sverka', '1');
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onProgress?.(loaded / total);
    });
    request.addEventListener('load', () => {
      const answer = parsed(request.responseText);
      const taken = request.status >= 200 && request.status < 300;
      resolve(taken ? { answer, failure: null } : { answer: null, failure: fromProblem(answer) });
    });
    for (const lost of ['error', 'abort', 'timeout'] as const) {
      request.addEventListener(lost, () => resolve({ answer: null, failure: noAnswer }));
    }
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
