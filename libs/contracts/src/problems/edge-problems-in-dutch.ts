import type { EdgeProblemCode } from './edge-problems';
import { says, type ProblemText } from './problem-text';

const again =
  'Stuur hetzelfde verzoek over enkele seconden opnieuw, een opdracht met dezelfde Idempotency-Key: dan gebeurt zij één keer.';

const notFound = (what: string): ProblemText =>
  says(
    'Niet gevonden',
    `Er is geen ${what} met dit nummer, of u mag het niet inzien.`,
    'Controleer het nummer. Neem contact op met het regiepunt als u toegang hoort te hebben.',
  );

/** Every problem of the edge in Dutch. */
export const dutch = {
  'address-unreadable': says(
    'Het adres is onleesbaar',
    'Het adres bevat tekens die niet zijn geschreven zoals in een adres hoort.',
    'Schrijf bijzondere tekens in een adres als procentcodes.',
  ),
  'after-unreadable': says(
    'De parameter after is onleesbaar',
    'De parameter after bevat de kop Cap-Written van een opdracht.',
    'Gebruik de kop ongewijzigd, of laat de parameter weg.',
  ),
  'bsn-not-accepted': says(
    'Het burgerservicenummer kan niet',
    'Het nummer doorstaat de elfproef niet, of is hier niet toegestaan.',
    'Verbeter het nummer, of registreer de jongere voorlopig met provisional: true en zonder nummer.',
  ),
  'cursor-unreadable': says(
    'De parameter cursor is onleesbaar',
    'De cursor komt niet uit deze lijst.',
    'Laat de cursor weg om bij de eerste bladzijde te beginnen, en volg daarna steeds next.',
  ),
  'id-unreadable': says(
    'Het nummer in het adres klopt niet',
    'Een nummer in een adres is een UUID.',
    'Gebruik het nummer zoals de API het gaf.',
  ),
  'idempotency-key-missing': says(
    'De kop Idempotency-Key ontbreekt',
    'Elke opdracht heeft een eigen nummer (een UUID) in de kop Idempotency-Key.',
    'Maak een UUID, stuur die mee, en gebruik dezelfde UUID als u dezelfde opdracht opnieuw stuurt.',
  ),
  'if-match-unreadable': says(
    'De kop If-Match is onleesbaar',
    'De kop If-Match bevat de ETag van het opgehaalde gegeven, met aanhalingstekens.',
    'Stuur de ETag ongewijzigd terug, of laat de kop weg.',
  ),
  'input-invalid': says(
    'De invoer klopt niet',
    ({ wrong }) =>
      `Er ${wrong === 1 ? 'is één veld' : `zijn ${wrong} velden`} niet goed ingevuld. Er is niets gewijzigd.`,
    'Verbeter de velden hieronder en stuur opnieuw.',
  ),
  'moment-still-to-come': says(
    'Dit moment moet nog komen',
    ({ now }) => `Het is nu ${now}. Wat er later vrij is, weet niemand.`,
    'Vraag een moment dat voorbij is, of laat at weg voor de stand van nu.',
  ),
  'number-unreadable': says(
    'Dit aanmeldnummer klopt niet',
    'Het controleteken past niet bij de rest van het nummer, of er staat een teken in dat niet voorkomt.',
    'Vergelijk het nummer met de aanmelding en typ het opnieuw, bijvoorbeeld A-M6Y7Y.',
  ),
  'request-unreadable': says(
    'Het verzoek is onleesbaar',
    'De inhoud is geen JSON of heeft een verkeerd soort.',
    'Stuur JSON met de kop Content-Type: application/json.',
  ),
  'not-signed-in': says(
    'U bent niet aangemeld',
    'Het verzoek heeft geen geldig toegangsbewijs in de kop Authorization.',
    'Meld u aan en stuur het toegangsbewijs mee als Bearer-token.',
  ),
  'not-allowed': says(
    'Dit mag uw rol niet',
    'Uw rol geeft geen toegang tot deze handeling.',
    'Vraag het regiepunt wie dit wel mag doen.',
  ),
  'location-not-found': notFound('locatie'),
  'moment-before-the-first-fact': says(
    'Van dit moment is niets bekend',
    ({ since }) => (since === undefined ? 'Er is nog niets vastgelegd.' : `Het eerste wat vastligt, is van ${since}.`),
    'Vraag een later moment.',
  ),
  'proposal-not-found': notFound('voorstel'),
  'provider-not-found': notFound('aanbieder'),
  'referral-not-found': notFound('aanmelding'),
  'referrer-not-found': notFound('verwijzer'),
  'route-unknown': says('Niet gevonden', 'Dit adres bestaat niet.', 'Controleer het adres in de documentatie.'),
  'stay-not-found': notFound('verblijf'),
  'unit-not-found': notFound('groep'),
  'webhook-not-found': notFound('webhook'),
  'method-not-allowed': says(
    'Dit kan niet met dit adres',
    ({ allowed }) => `Dit adres kent alleen ${allowed}. Er is niets gewijzigd.`,
    'Gebruik de methode die in de documentatie staat.',
  ),
  'person-differs': says(
    'Deze gegevens horen niet bij elkaar',
    'Het burgerservicenummer is bekend met een andere geboortedatum of een ander geslacht. Er is niets gewijzigd.',
    'Controleer het nummer, de geboortedatum en het geslacht. Neem contact op met het regiepunt als ze alle drie kloppen.',
  ),
  'changed-meanwhile': says(
    'Iemand anders was u voor',
    ({ expected, actual }) =>
      `U besliste op versie ${expected}; inmiddels is het versie ${actual}. Er is niets gewijzigd.`,
    'Haal het gegeven opnieuw op, bekijk wat er veranderde, en stuur uw opdracht met de nieuwe ETag.',
  ),
  'command-id-reused': says(
    'Dit opdrachtnummer is al gebruikt',
    ({ different }) => `Een opdracht met dezelfde Idempotency-Key had een andere inhoud. Verschillend: ${different}.`,
    'Geef een nieuwe opdracht een nieuwe Idempotency-Key.',
  ),
  'request-too-slow': says(
    'Het verzoek kwam niet op tijd binnen',
    'De verbinding bleef te lang wachten op de rest van het verzoek. Er is niets gewijzigd.',
    'Controleer uw verbinding en stuur het verzoek opnieuw, een opdracht met dezelfde Idempotency-Key.',
  ),
  'request-too-large': says(
    'Het verzoek is te groot',
    'Een verzoek is hoogstens 1 MB. Er is niets gewijzigd.',
    'Verdeel de inhoud over meer verzoeken, bijvoorbeeld met minder meldingen per keer.',
  ),
  'headers-too-large': says(
    'De koppen van het verzoek zijn te groot',
    'De koppen zijn samen hoogstens 16 kB. Er is niets gewijzigd.',
    'Stuur alleen de koppen die in de documentatie staan.',
  ),
  'internal-error': says(
    'Er ging iets mis bij ons',
    'De opdracht is niet uitgevoerd. De fout is vastgelegd.',
    'Probeer het opnieuw met dezelfde Idempotency-Key, en bel het regiepunt als het misgaat.',
  ),
  'temporarily-unavailable': says(
    'Even niet beschikbaar',
    'Wij kunnen u nu geen antwoord geven. Een opdracht is helemaal uitgevoerd of helemaal niet.',
    again,
  ),
  'too-busy': says('Het is nu te druk', 'Uw verzoek kwam niet op tijd aan de beurt. Er is niets half gedaan.', again),
  'clock-goes-forward': says(
    'De klok gaat alleen vooruit',
    'Het gevraagde tijdstip ligt vóór de stand van de klok.',
    'Kies een later tijdstip, of begin met een lege map.',
  ),
  'instance-in-use': says(
    'Deze omgeving is al in gebruik',
    ({ seed }) => (seed === undefined ? 'De omgeving is niet leeg.' : `De omgeving is gevuld met zaad ${seed}.`),
    'Begin met een lege map, of gebruik hetzelfde zaad.',
  ),
} as const satisfies Record<EdgeProblemCode, ProblemText>;
