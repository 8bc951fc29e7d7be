import type { ActorRole } from '@cap/contracts';

/** On whose things: everybody's, those of one's own organisation, or nobody's. */
export type Scope = 'all' | 'own' | 'none';

/** The roles that may, and on whose things. A role that is not named may not. */
type Grants = Partial<Record<ActorRole, Exclude<Scope, 'none'>>>;

/** Who may give which command. Own: of the referrer, or of the provider, that the actor works for. */
const commands = {
  RegisterReferrer: { administrator: 'all' },
  RegisterProvider: { administrator: 'all' },
  AddLocation: { administrator: 'all' },
  RegisterUnit: { administrator: 'all' },
  ChangeUnit: { administrator: 'all' },
  AgreeCapacity: { administrator: 'all' },
  ChangePolicy: { desk: 'all' },
  RegisterWebhook: { administrator: 'all' },
  PauseWebhook: { administrator: 'all' },
  ResumeWebhook: { administrator: 'all' },
  ChangeWebhookSecret: { administrator: 'all' },

  SubmitReferral: { referrer: 'own' },
  CompleteReferral: { referrer: 'own' },
  WithdrawReferral: { referrer: 'own' },
  DecideTriage: { desk: 'all' },

  ProposePlace: { desk: 'all' },
  WithdrawProposal: { desk: 'all' },
  AcceptProposal: { planner: 'own' },
  DeclineProposal: { planner: 'own' },
  ExpireProposal: { system: 'all' },

  ConfirmAdmission: { planner: 'own' },
  PlanStayEnd: { planner: 'own' },
  EndStay: { planner: 'own' },
  CorrectAdmission: { desk: 'all' },
  CorrectEnd: { desk: 'all' },
  MarkStartOverdue: { system: 'all' },
  RecordInheritedStay: { desk: 'all' },
  RecordBypass: { desk: 'all', planner: 'own' },

  ReportAvailability: { planner: 'own' },
  StepClock: { administrator: 'all' },
} as const satisfies Record<string, Grants>;

/** Who may read what. `referral`, `proposal` and `stay` hold personal data where their screen says so; that look is recorded. */
const reads = {
  units: { referrer: 'all', planner: 'all', desk: 'all', administrator: 'all', display: 'all' },
  'unit-capacity': { planner: 'own', desk: 'all', administrator: 'all' },
  referral: { referrer: 'own', desk: 'all' },
  candidates: { referrer: 'own', desk: 'all' },
  /** Of a referrer: the proposals of its own referrals. */
  proposal: { referrer: 'own', planner: 'own', desk: 'all' },
  stay: { planner: 'own', desk: 'all' },
  finding: { desk: 'all' },
  registry: { referrer: 'all', planner: 'all', desk: 'all', administrator: 'all' },
  policy: { referrer: 'all', planner: 'all', desk: 'all', administrator: 'all' },
  clock: { referrer: 'all', planner: 'all', desk: 'all', administrator: 'all', display: 'all' },
  webhooks: { administrator: 'all' },
  processes: { desk: 'all', administrator: 'all', display: 'all' },
} as const satisfies Record<string, Grants>;

/** Who may follow which kind of room of the live channel. */
const rooms = {
  region: { referrer: 'all', desk: 'all', administrator: 'all', display: 'all' },
  municipality: { referrer: 'all', desk: 'all', administrator: 'all' },
  provider: { planner: 'own', desk: 'all', administrator: 'all' },
  unit: { referrer: 'all', planner: 'own', desk: 'all', administrator: 'all' },
  referral: { referrer: 'own', desk: 'all' },
} as const satisfies Record<string, Grants>;

export type CommandName = keyof typeof commands;
export type ReadName = keyof typeof reads;
/** What stands after the feed's name in a room's name. */
export type RoomKind = keyof typeof rooms;

const scopeIn = (grants: Grants, role: ActorRole): Scope => grants[role] ?? 'none';

/** On whose things a role may give a command. */
export const commandScope = (role: ActorRole, command: CommandName): Scope => scopeIn(commands[command], role);

/** Whose things a role may read. */
export const readScope = (role: ActorRole, read: ReadName): Scope => scopeIn(reads[read], role);

/** Whose rooms of a kind a role may follow. */
export const roomScope = (role: ActorRole, kind: RoomKind): Scope => scopeIn(rooms[kind], role);

/** The three tables by their headings, for the page that is printed from them. */
export const permissionTables: Readonly<Record<'Command' | 'Reading' | 'Room', Readonly<Record<string, Grants>>>> = {
  Command: commands,
  Reading: reads,
  Room: rooms,
};
