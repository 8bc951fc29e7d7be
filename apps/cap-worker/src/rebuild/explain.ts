import { AlreadyRebuilding, CannotFold, TablesInUse } from '@cap/read-models';
import { WrongOption } from './options';

const insufficientPrivilege = '42501';

/** Why a rebuild did not succeed, and what to do. What serves is as it was. */
export function explain(error: unknown): string {
  if (error instanceof WrongOption) return error.message;
  if (error instanceof AlreadyRebuilding)
    return `${error.model} wordt al opnieuw opgebouwd, door een ander proces. Wacht tot dat klaar is.`;
  if (error instanceof CannotFold)
    return (
      `${error.model} kan de gebeurtenis op positie ${error.position} van het logboek niet verwerken ` +
      `(${(error.cause as Error).name}). Het oude leesmodel blijft in gebruik. Herstel het programma en begin opnieuw.`
    );
  if (error instanceof TablesInUse)
    return (
      `De tabellen van ${error.model} bleven in gebruik, zodat het nieuwe leesmodel hun plaats niet kon innemen. Het oude ` +
      'blijft in gebruik. Beëindig de transactie die ze vasthoudt (pg_stat_activity) en begin opnieuw.'
    );
  if ((error as { code?: string }).code === insufficientPrivilege)
    return 'Deze rol mag geen tabellen maken. Zet DATABASE_ADMIN_URL op het adres van de database met de rol cap_owner.';
  return `Het herbouwen is niet gelukt: ${error instanceof Error ? error.message : String(error)}. Het oude leesmodel blijft in gebruik.`;
}
