import { randomUUID } from 'node:crypto';
import { asId, municipalityCodes, type ProviderId, type ReferrerId, type UnitId } from '@cap/contracts';
import { connected } from '@cap/local-services';

/** An invented provider with its units. */
export interface Provider {
  readonly providerId: ProviderId;
  readonly unitIds: readonly UnitId[];
}

export interface Region {
  readonly referrerId: ReferrerId;
  readonly providers: readonly Provider[];
}

/** Of each unit: ceiling, agreement and what a report has in operation. */
export const placesOfUnit = 60;

/**
 * Writes a registry straight into its tables, in plain SQL, for thousands of commands would take the time that is for measuring.
 * @param ownerUrl of an empty, migrated database.
 */
export const fillRegion = (ownerUrl: string, providers: number, unitsEach: number): Promise<Region> =>
  connected(ownerUrl, async (client) => {
    const referrerId = asId<ReferrerId>(randomUUID());
    await client.query(`insert into referrer values ($1, 'Toegang (verzonnen)', 'municipal-access', 'GM0637')`, [
      referrerId,
    ]);
    const made: Provider[] = [];
    for (let nth = 0; nth < providers; nth++) {
      const [providerId, locationId] = [asId<ProviderId>(randomUUID()), randomUUID()];
      const unitIds = Array.from({ length: unitsEach }, () => asId<UnitId>(randomUUID())).sort();
      await client.query(`insert into provider values ($1, 'Aanbieder (verzonnen)', 'tactical', '2027-01-01')`, [
        providerId,
      ]);
      await client.query(`insert into location values ($1, $2, 'Huis (verzonnen)', $3, 2711)`, [
        locationId,
        providerId,
        municipalityCodes[nth % municipalityCodes.length],
      ]);
      await client.query(units, [unitIds, providerId, locationId, placesOfUnit]);
      await client.query(agreements, [unitIds, placesOfUnit]);
      made.push({ providerId, unitIds });
    }
    await client.query('insert into unit_changed (unit_id) select unit_id from unit');
    await client.query('analyze unit, capacity_agreement');
    return { referrerId, providers: made };
  });

const units = `
  insert into unit (unit_id, provider_id, location_id, name, purpose, care_form, target_groups, expertise, min_age,
                    max_age, sex_policy, security, languages, reporting, ceiling)
  select unit_id, $2, $3, 'Groep (verzonnen)', 'living', 'living-group', '{youth-and-upbringing}', '{}', 8, 18, 'mixed',
         'open', '{nl}', 'system', $4
    from unnest($1::uuid[]) as unit_id`;

const agreements = `
  insert into capacity_agreement (agreement_id, unit_id, from_date, places)
  select gen_random_uuid(), unit_id, '2020-01-01', $2 from unnest($1::uuid[]) as unit_id`;
