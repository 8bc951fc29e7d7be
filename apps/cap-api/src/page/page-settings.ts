/** What the page needs to know of the instance that serves it. */
export class PageSettings {
  constructor(
    /** `embedded` (without Kafka) or `full`. */
    readonly mode: string,
    readonly pageToken: string | undefined,
  ) {}
}
