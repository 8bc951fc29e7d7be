/** The server's business time, carried on by this device between messages. The device's own clock is never shown. */
export class ServerClock {
  private offset = 0;

  /** Takes the time of a message that arrives now. */
  hear(serverTime: string): void {
    this.offset = Date.parse(serverTime) - Date.now();
  }

  /** Milliseconds, as `Date.now()`. */
  now(): number {
    return Date.now() + this.offset;
  }
}
