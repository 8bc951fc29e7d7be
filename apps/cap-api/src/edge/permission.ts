import { SetMetadata } from '@nestjs/common';
import type { CommandName, ReadName } from '@cap/access';

/** What a route needs: every route names its command or its reading, or says that it is public. */
export type Needs = { command: CommandName } | { read: ReadName } | 'public';

export const needsKey = 'cap:needs';

/** The route gives this command. */
export const Gives = (command: CommandName) => SetMetadata(needsKey, { command } satisfies Needs);

/** The route reads this. */
export const Reads = (read: ReadName) => SetMetadata(needsKey, { read } satisfies Needs);

/** The route needs no actor. */
export const Public = () => SetMetadata(needsKey, 'public' satisfies Needs);
