import type { Room, RoomRefused } from '@cap/contracts';

const messages: Readonly<Record<RoomRefused['refused'], string>> = {
  'no-access': 'U mag deze gegevens niet volgen. Vraag het regiepunt als u denkt dat u dat wel mag.',
  'unknown-room': 'Deze gegevens zijn er niet om te volgen. Controleer de naam.',
  'too-many-rooms': 'U volgt al zoveel als één verbinding aankan. Verlaat eerst iets anders dat u volgt.',
  'not-ready': 'Deze gegevens zijn nu niet te lezen. Probeer het over enkele seconden opnieuw.',
};

/** A refusal to follow a room, in Dutch, with what to do. */
export const refuseRoom = (room: unknown, refused: RoomRefused['refused']): RoomRefused => ({
  room: String(room) as Room,
  refused,
  message: messages[refused],
});
