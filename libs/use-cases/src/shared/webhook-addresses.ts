import { addressFlaw, type AddressFlaw } from '@cap/platform';

/** Nothing will ever be sent to this address. Nothing was done. */
export class UnacceptableAddress extends Error {
  constructor(readonly flaw: AddressFlaw) {
    super(`Nothing is sent there: ${flaw}.`);
  }
}

/** To which addresses this installation sends events. */
export class WebhookAddresses {
  /** @param anywhere in development: http, and addresses inside, too. */
  constructor(private readonly anywhere: boolean) {}

  /** Throws an `UnacceptableAddress` for one that would be registered and never be delivered to. */
  ensureAcceptable(url: string): void {
    const flaw = this.anywhere ? null : addressFlaw(url);
    if (flaw !== null) throw new UnacceptableAddress(flaw);
  }
}
