export { TokenRejected } from './claims';
export type { Actor } from './claims';
export { createDevelopmentKeys, TokenIssuer } from './development-keys';
export type { DevelopmentKeys } from './development-keys';
export { commandScope, readScope, roomScope } from './permissions';
export type { CommandName, ReadName, RoomKind, Scope } from './permissions';
export { printPermissions } from './print-permissions';
export { loadTokenKeys, verifyToken } from './token';
export type { TokenKeys } from './token';
