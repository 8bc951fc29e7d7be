import {
  careForms,
  expertises,
  languages,
  municipalityCodes,
  purposes,
  referralStatuses,
  reportingWays,
  roomRefusals,
  securityLevels,
  sexPolicies,
  targetGroups,
  type FeedRow,
  type FollowRoom,
  type Instant,
  type LeaveRoom,
  type liveEvents,
  type LocationId,
  type MoveAway,
  type Position,
  type ProviderId,
  type ReferralId,
  type ReferralRow,
  type Room,
  type RoomChanges,
  type RoomRefused,
  type RoomState,
  type UnitId,
  type UnitRow,
} from '@cap/contracts';
import {
  anyId,
  day,
  either,
  id,
  listOf,
  matching,
  maybe,
  moment,
  number,
  object,
  oneOf,
  orNull,
  text,
  yesNo,
  type Field,
} from '../public/fields';

type Agreed = UnitRow['agreements'][number];
const unitRow = object<UnitRow>({
  unitId: id<UnitId>(),
  providerId: id<ProviderId>(),
  locationId: id<LocationId>(),
  name: text(),
  municipality: oneOf(municipalityCodes),
  postcode: number(),
  purpose: oneOf(purposes),
  careForm: oneOf(careForms),
  targetGroups: listOf<UnitRow['targetGroups'][number], UnitRow['targetGroups']>(oneOf(targetGroups)),
  expertise: listOf<UnitRow['expertise'][number], UnitRow['expertise']>(oneOf(expertises)),
  minAge: number(),
  maxAge: number(),
  sexPolicy: oneOf(sexPolicies),
  security: oneOf(securityLevels),
  languages: listOf<UnitRow['languages'][number], UnitRow['languages']>(oneOf(languages)),
  reporting: oneOf(reportingWays),
  ceiling: number(),
  agreements: listOf<Agreed, Agreed[]>(object<Agreed>({ from: day(), until: orNull(day()), places: orNull(number()) })),
  inOperation: orNull(number()),
  occupied: orNull(number()),
  occupiedOtherRegions: number(),
  promised: number(),
  free: number(),
  overcommitted: yesNo(),
  overcommittedTooLong: yesNo(),
  stale: yesNo(),
  observedAt: orNull(moment()),
  unchangedSince: orNull(moment()),
  waitingDays: orNull(number()),
});
const referralRow = object<ReferralRow>({
  referralId: id<ReferralId>(),
  version: number(),
  status: oneOf(referralStatuses),
  openProposals: number(),
});

type Body = UnitRow | ReferralRow;
type Row = FeedRow<Body>;
const rows = listOf<Row, Row[]>(
  object<Row>({ row: anyId(), changeNo: number(), gone: yesNo(), body: orNull(either(unitRow, referralRow)) }),
);
const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const room: Field<Room> = matching<Room>(
  `^(units/region|units/municipality:(${municipalityCodes.join('|')})|units/(provider|unit):${uuid}|referrals/referral:${uuid})$`,
);
const position: Field<Position> = matching<Position>('^[0-9]{1,15}:[0-9]{1,15}$');
const serverTime: Field<Instant> = moment();

/** What goes over the live channel under one name. */
export interface LiveMessage {
  /** Seen from the CAP. */
  readonly action: 'send' | 'receive';
  readonly summary: string;
  readonly payload: object;
  /** What the acknowledgement holds, where there is one. */
  readonly answers?: Readonly<Record<string, { readonly summary: string; readonly payload: object }>>;
}

/** Every message of the live channel: a new one does not compile until it is described. */
export const liveMessages: Readonly<Record<keyof typeof liveEvents, LiveMessage>> = {
  follow: {
    action: 'receive',
    summary: 'Follow a room, from its state of now, or from where the client was (`since`).',
    payload: object<FollowRoom>({ room, since: maybe(position) }).schema,
    answers: {
      roomState: {
        summary:
          'All rows of the room (`snapshot`), or those that changed after `since` (`resumption`). A row that left the room is `gone`.',
        payload: object<RoomState<Body>>({
          room,
          kind: oneOf(['snapshot', 'resumption']),
          position,
          rows,
          serverTime,
        }).schema,
      },
      roomRefused: {
        summary: 'The room cannot be followed, and why.',
        payload: object<RoomRefused>({ room: matching<Room>(''), refused: oneOf(roomRefusals), message: text() })
          .schema,
      },
    },
  },
  leave: {
    action: 'receive',
    summary: 'Follow a room no longer.',
    payload: object<LeaveRoom>({ room }).schema,
  },
  changes: {
    action: 'send',
    summary:
      'Rows of a room that changed between `from` and `position`; a row that left the room is `gone`. Who is before `from` follows the room again.',
    payload: object<RoomChanges<Body>>({ room, from: position, position, rows, serverTime }).schema,
  },
  move: {
    action: 'send',
    summary: 'This process ends: connect again at a random moment within `withinMs`, and resume.',
    payload: object<MoveAway>({ withinMs: number() }).schema,
  },
};
