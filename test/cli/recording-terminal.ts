import { printable, printableJson } from '../../lib/cli/printable';
import type { Terminal } from '../../lib/cli/terminal';

/** A terminal that keeps what is written, without colours. */
export interface RecordingTerminal extends Terminal {
  readonly lines: string[];
  readonly complaints: string[];
  readonly progressed: string[];
  readonly questions: string[];
}

/** @param answer what the user types; `undefined` for nobody there */
export function recordingTerminal(answer?: string, onAsk: () => void = () => undefined): RecordingTerminal {
  const lines: string[] = [];
  const complaints: string[] = [];
  const progressed: string[] = [];
  const questions: string[] = [];
  return {
    lines,
    complaints,
    progressed,
    questions,
    line: (...parts) =>
      void lines.push(parts.map((part) => printable(typeof part === 'string' ? part : part.text)).join('')),
    json: (value) => void lines.push(printableJson(value)),
    complain: (text) => void complaints.push(printable(text)),
    progress: (text) => void progressed.push(printable(text)),
    endProgress: () => undefined,
    ask:
      answer === undefined
        ? undefined
        : async (question) => {
            questions.push(question);
            onAsk();
            return answer;
          },
  };
}
