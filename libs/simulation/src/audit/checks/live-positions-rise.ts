import type { Position } from '@cap/contracts';
import type { Check } from '../check';
import type { LiveHeard } from '../history';

/**
 * Of each client and room: positions only rise. A state (snapshot, resumption) never lies before what the client was told
 * or holds, over whichever connection; changes on one connection begin where the ones before ended, or later; the change
 * numbers of a message rise, and lie within it; a resumption goes on from what was asked; and the client comes into a new
 * epoch by a snapshot only, and never back. `saw` counts the messages that brought a client further.
 */
export const livePositionsRise: Check = {
  name: 'live-positions-rise',
  asks: 'Wie live meekijkt, gaat nooit terug in de tijd.',
  run(history) {
    const listeners = new Map<string, Listener>();
    const violations: string[] = [];
    let saw = 0;
    for (const record of history) {
      if (record.kind !== 'live-heard') continue;
      const name = `${record.client} in ${record.room}`;
      const listener = listeners.get(name) ?? new Listener();
      listeners.set(name, listener);
      const heldBefore = listener.held;
      violations.push(
        ...listener.hear(record).map((what) => `live: ${name} (connection ${record.connection}): ${what}`),
      );
      if (record.held !== heldBefore) saw++;
    }
    return { saw, violations };
  },
};

interface Place {
  readonly epoch: number;
  readonly changeNo: number;
}

/** What one client was told about one room until now. */
class Listener {
  held: Position | null = null;
  /** The farthest that it was told or held, by order of epoch and number. */
  private farthest: Place = { epoch: -1, changeNo: 0 };
  /** Where the changes on its connection ended. */
  private sent: { connection: number; to: Place } | null = null;

  /** Gives what is wrong with a message after those before it. */
  hear(message: LiveHeard): string[] {
    const wrong = [
      ...wrongWithin(message),
      ...(message.told === 'changes' ? this.wrongChanges(message) : this.wrongState(message)),
      ...this.wrongHeld(message),
    ];
    const position = place(message.position);
    if (message.told === 'changes') this.sent = { connection: message.connection, to: position };
    // Changes of an epoch that the client is not in yet tell only that it must follow anew.
    if (message.told !== 'changes' || position.epoch === this.farthest.epoch) this.reach(position);
    if (message.held !== null) this.reach(place(message.held));
    this.held = message.held;
    return wrong;
  }

  private wrongState({ told, from, position }: LiveHeard): string[] {
    const behind = isBefore(place(position), this.farthest);
    const foreign = told === 'resumption' && (from === null || place(from).epoch !== place(position).epoch);
    return [
      ...(behind ? [`a ${told} of ${position} lies before ${text(this.farthest)}, which it had seen.`] : []),
      ...(foreign ? [`a resumption of ${position} was given to who asked from ${from}.`] : []),
    ];
  }

  private wrongChanges({ connection, from, position }: LiveHeard): string[] {
    if (this.sent?.connection !== connection || !isBefore(place(from!), this.sent.to)) return [];
    return [`changes from ${from} to ${position} came after those to ${text(this.sent.to)}.`];
  }

  private wrongHeld({ told, held }: LiveHeard): string[] {
    if (held === null) return [];
    const now = place(held);
    const wrong: string[] = [];
    if (isBefore(now, this.farthestHeld)) wrong.push(`it went back to ${held} from ${text(this.farthestHeld)}.`);
    if (now.epoch !== this.farthestHeld.epoch && told !== 'snapshot')
      wrong.push(`it came to ${held} by ${told}, without a snapshot of that epoch.`);
    this.farthestHeld = isBefore(now, this.farthestHeld) ? this.farthestHeld : now;
    return wrong;
  }

  private farthestHeld: Place = { epoch: -1, changeNo: 0 };

  private reach(to: Place): void {
    if (isBefore(this.farthest, to)) this.farthest = to;
  }
}

/** What is wrong with a message whatever was before it. */
function wrongWithin({ told, from, position, changeNos }: LiveHeard): string[] {
  const [start, end] = [from === null ? null : place(from), place(position)];
  const after = told === 'snapshot' || start?.epoch !== end.epoch ? 0 : start.changeNo;
  const wrong: string[] = [];
  if (told === 'changes' && isBefore(end, start!)) wrong.push(`changes go back from ${from} to ${position}.`);
  changeNos.forEach((changeNo, index) => {
    const least = index === 0 ? after : changeNos[index - 1]!;
    if (changeNo <= least || changeNo > end.changeNo)
      wrong.push(`change ${changeNo} stands in ${told} from ${from} to ${position}, after ${least}.`);
  });
  return wrong;
}

const isBefore = (one: Place, other: Place): boolean =>
  one.epoch < other.epoch || (one.epoch === other.epoch && one.changeNo < other.changeNo);

const text = ({ epoch, changeNo }: Place): string => `${epoch}:${changeNo}`;

function place(position: Position): Place {
  const [epoch, changeNo] = position.split(':').map(Number);
  return { epoch: epoch!, changeNo: changeNo! };
}
