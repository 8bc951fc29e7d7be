export { bsnRanges, isBsn } from './bsn';
export type { BsnRange } from './bsn';
export { Dossier, NotInDossier, PersonDiffers, textKinds, UnacceptableBsn } from './dossier';
export type { CaseNeeds, PersonView, TextKind } from './dossier';
export { lookPurposes, lookWithin } from './look';
export type { Look, LookPurpose } from './look';
export { dossierEntities } from './rows';
export { open, seal, SealBroken } from './seal';
