import type { Words } from './command-words';

export interface ReadWords extends Words {
  readonly operationId: string;
}

const says = (operationId: string, summary: string, description: string): ReadWords => ({
  operationId,
  summary,
  description,
});

/** Every route that reads, by its path under `/v1`. */
export const readWords: Readonly<Record<string, ReadWords>> = {
  '/municipalities': says('listMunicipalities', 'Lees de gemeenten van de regio.', 'De codes zijn die van het CBS.'),
  '/referrers': says('listReferrers', 'Lees de verwijzers.', 'Zij staan op naam.'),
  '/providers': says(
    'listProviders',
    'Lees de aanbieders.',
    'Zij staan op naam, met het aantal groepen zonder verse melding (CPY-5).',
  ),
  '/providers/{id}/locations': says('listLocations', 'Lees de locaties van een aanbieder.', 'Zij staan op naam.'),
  '/units': says(
    'listUnits',
    'Lees de groepen en hun plekken van dit moment.',
    'Zonder filter zijn het alle groepen van de regio.',
  ),
  '/units/{id}': says('readUnit', 'Lees een groep.', 'De laatste wijziging van de groep staat er al in.'),
  '/units/{id}/capacity': says(
    'readCapacity',
    'Lees regel voor regel hoe het aantal vrije plekken van een groep tot stand komt.',
    'De som van de regels is het aantal vrije plekken (CPY-1). Met at is het de stand van een moment dat voorbij is.',
  ),
  '/capacity': says(
    'readRegionCapacity',
    'Lees de plekken van de regio, in totaal en per groep.',
    'Met at zijn het de plekken van een moment dat voorbij is.',
  ),
  '/referrals': says(
    'listReferrals',
    'Lees de aanmeldingen.',
    'Een verwijzer ziet de eigen aanmeldingen, het regiepunt ziet alle. De jongere staat er niet in.',
  ),
  '/referrals/{id}': says(
    'readReferral',
    'Lees een aanmelding.',
    'De gegevens van de jongere zijn voor de eigen verwijzer en het regiepunt. Dat u ze inziet, wordt vastgelegd.',
  ),
  '/referrals/{id}/candidates': says(
    'listCandidates',
    'Lees welke groepen passen bij een aanmelding, op volgorde.',
    'Dezelfde grondslag geeft dezelfde volgorde (MAT-1 tot en met MAT-4).',
  ),
  '/proposals': says(
    'listProposals',
    'Lees de voorstellen.',
    'Een aanbieder ziet de voorstellen aan eigen groepen, een verwijzer die van eigen aanmeldingen.',
  ),
  '/proposals/{id}': says(
    'readProposal',
    'Lees een voorstel.',
    'Een aanbieder leest wat nodig is om te beoordelen of de plek past, niet wie de jongere is (PRP-4).',
  ),
  '/stays': says(
    'listStays',
    'Lees de verblijven.',
    'Een aanbieder ziet de verblijven in eigen groepen. De jongere staat er niet in.',
  ),
  '/stays/{id}': says(
    'readStay',
    'Lees een verblijf.',
    'De gegevens van de jongere zijn voor de aanbieder en het regiepunt. Dat u ze inziet, wordt vastgelegd.',
  ),
  '/findings': says(
    'listFindings',
    'Lees wat buiten het aanmeldpunt om ging.',
    'Ook tellingen die te lang niet kloppen, staan erin (CAP-3, CPY-4).',
  ),
  '/policy': says(
    'readPolicy',
    'Lees de termijnen, normen en gewichten die vandaag gelden.',
    'De versie is de ETag voor de volgende wijziging (CAP-4).',
  ),
  '/webhooks': says(
    'listWebhooks',
    'Lees wie via HTTP krijgt wat naar buiten gaat.',
    'Bij elke afnemer staat tot waar is geleverd, en waarom het leveren stilstaat.',
  ),
  '/processes': says(
    'listProcesses',
    'Lees welke processen draaien en wat op een beheerder wacht.',
    'De processen van de laatste vijftien seconden staan erin.',
  ),
};

/** What the first part of a path is about. */
export const tagWords: Readonly<Record<string, { name: string; description: string }>> = {
  referrals: { name: 'Aanmeldingen', description: 'Van aanmelding tot voorstel.' },
  proposals: { name: 'Voorstellen', description: 'Wat een aanbieder wordt gevraagd, en het antwoord.' },
  stays: { name: 'Verblijven', description: 'Van opname tot vertrek, met correcties.' },
  'stock-takes': { name: 'Al aanwezig', description: 'Verblijven die zonder voorstel begonnen.' },
  bypasses: { name: 'Al aanwezig', description: 'Verblijven die zonder voorstel begonnen.' },
  'availability-reports': { name: 'Meldingen', description: 'Hoeveel plekken in gebruik zijn, volgens de aanbieder.' },
  units: { name: 'Groepen', description: 'Groepen, hun afspraken en hun plekken.' },
  capacity: { name: 'Groepen', description: 'Groepen, hun afspraken en hun plekken.' },
  municipalities: { name: 'Register', description: 'Gemeenten, verwijzers, aanbieders en locaties.' },
  referrers: { name: 'Register', description: 'Gemeenten, verwijzers, aanbieders en locaties.' },
  providers: { name: 'Register', description: 'Gemeenten, verwijzers, aanbieders en locaties.' },
  policy: { name: 'Beleid', description: 'Termijnen, normen en gewichten van de regio.' },
  'policy-changes': { name: 'Beleid', description: 'Termijnen, normen en gewichten van de regio.' },
  findings: { name: 'Bevindingen', description: 'Wat het regiepunt moet weten.' },
  webhooks: { name: 'Webhooks', description: 'Afnemers die via HTTP krijgen wat naar buiten gaat.' },
  processes: { name: 'Techniek', description: 'Wat er draait.' },
};

/** What a parameter of a query asks. */
export const parameterWords: Readonly<Record<string, string>> = {
  cursor: 'Waar de vorige bladzijde ophield: neem next van die bladzijde ongewijzigd over.',
  limit: 'Hoeveel regels een bladzijde heeft.',
  after: 'De kop Cap-Written van een opdracht: de lijst wacht hoogstens twee seconden tot die erin staat.',
  at: 'Een moment dat voorbij is, met het verschil met UTC; zonder dit is het de stand van nu.',
  status: 'Alleen wat deze status heeft.',
  number: 'Het aanmeldnummer, zoals iemand het overtypt.',
  unit: 'Alleen van deze groep.',
  referral: 'Alleen van deze aanmelding.',
  origin: 'Alleen wat zo begon.',
  startOverdue: 'Met true alleen de geplande verblijven waar op tijd niemand kwam (STY-1).',
  municipality: 'Alleen in deze gemeente.',
  provider: 'Alleen van deze aanbieder.',
  stale: 'Met true alleen groepen zonder verse melding (CPY-5).',
  overcommitted: 'Met true alleen groepen met meer toezeggingen dan plekken (CPY-4).',
  kind: 'Alleen bevindingen van deze soort.',
  open: 'Met true alleen bevindingen waarvan de oorzaak er nog is.',
  excluded: 'Met true ook van de andere groepen waarom zij niet passen (MAT-1).',
};
