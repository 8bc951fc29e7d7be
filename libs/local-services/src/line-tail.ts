/** The last lines that a process wrote, for the message of an error. */
export class LineTail {
  readonly #lines: string[] = [];

  constructor(private readonly limit = 30) {}

  add(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length > this.limit) this.#lines.shift();
  }

  includes(text: string): boolean {
    return this.#lines.some((line) => line.includes(text));
  }

  toString(): string {
    return this.#lines.length === 0 ? '(nothing was written)' : this.#lines.map((line) => `  | ${line}`).join('\n');
  }
}
