import type { EdgeProblemCode } from './edge-problems';
import { says, type ProblemText } from './problem-text';

const again =
  'Send the same request again after some seconds, a command with the same Idempotency-Key: then it happens once.';

const notFound = (what: string): ProblemText =>
  says(
    'Not found',
    `There is no ${what} with this id, or you may not see it.`,
    'Check the id. Contact the regional desk if you should have access.',
  );

/** Every problem of the edge in English. */
export const english = {
  'address-unreadable': says(
    'The address cannot be read',
    'The address has characters that are not written as they should be in an address.',
    'Write special characters in an address as percent codes.',
  ),
  'after-unreadable': says(
    'The parameter after cannot be read',
    'The parameter after holds the header Cap-Written of a command.',
    'Use the header unchanged, or leave the parameter out.',
  ),
  'bsn-not-accepted': says(
    'This citizen service number (BSN) cannot be',
    'The number fails its check (elfproef), or is not allowed here.',
    'Correct the number, or register the young person provisionally with provisional: true and without a number.',
  ),
  'cursor-unreadable': says(
    'The parameter cursor cannot be read',
    'The cursor does not come from this list.',
    'Leave the cursor out to begin at the first page, and follow next from there.',
  ),
  'id-unreadable': says(
    'The id in the address is not right',
    'An id in an address is a UUID.',
    'Use the id as the API gave it.',
  ),
  'idempotency-key-missing': says(
    'The header Idempotency-Key is missing',
    'Each command has an id of its own (a UUID) in the header Idempotency-Key.',
    'Make a UUID, send it along, and use the same UUID when you send the same command again.',
  ),
  'if-match-unreadable': says(
    'The header If-Match cannot be read',
    'The header If-Match holds the ETag of what you read, with its quotation marks.',
    'Send the ETag back unchanged, or leave the header out.',
  ),
  'input-invalid': says(
    'The input is not right',
    ({ wrong }) => `${wrong === 1 ? 'One field is' : `${wrong} fields are`} not filled in well. Nothing has changed.`,
    'Correct the fields below and send it again.',
  ),
  'moment-still-to-come': says(
    'This moment is still to come',
    ({ now }) => `It is ${now} now. What will be free later, nobody knows.`,
    'Ask for a moment that has passed, or leave at out for how things stand now.',
  ),
  'number-unreadable': says(
    'This referral number is not right',
    'The check character does not go with the rest of the number, or a character in it is never used.',
    'Compare the number with the referral and type it again, for example A-M6Y7Y.',
  ),
  'request-unreadable': says(
    'The request cannot be read',
    'The content is no JSON or is of a wrong kind.',
    'Send JSON with the header Content-Type: application/json.',
  ),
  'not-signed-in': says(
    'You are not signed in',
    'The request has no valid token in the header Authorization.',
    'Sign in and send the token along as a Bearer token.',
  ),
  'not-allowed': says(
    'Your role may not do this',
    'Your role gives no access to this action.',
    'Ask the regional desk who may do this.',
  ),
  'location-not-found': notFound('location'),
  'moment-before-the-first-fact': says(
    'Nothing is known of this moment',
    ({ since }) => (since === undefined ? 'Nothing has been recorded yet.' : `The first record is of ${since}.`),
    'Ask for a later moment.',
  ),
  'proposal-not-found': notFound('proposal'),
  'provider-not-found': notFound('provider'),
  'referral-not-found': notFound('referral'),
  'referrer-not-found': notFound('referrer'),
  'route-unknown': says('Not found', 'This address does not exist.', 'Check the address in the documentation.'),
  'stay-not-found': notFound('stay'),
  'unit-not-found': notFound('unit'),
  'webhook-not-found': notFound('webhook'),
  'method-not-allowed': says(
    'This cannot be done with this address',
    ({ allowed }) => `This address takes only ${allowed}. Nothing has changed.`,
    'Use the method that the documentation gives.',
  ),
  'person-differs': says(
    'These data do not belong together',
    'The citizen service number (BSN) is known with another date of birth or another sex. Nothing has changed.',
    'Check the number, the date of birth and the sex. Contact the regional desk if all three are right.',
  ),
  'changed-meanwhile': says(
    'Somebody else was first',
    ({ expected, actual }) =>
      `You decided on version ${expected}; by now it is version ${actual}. Nothing has changed.`,
    'Read it again, look at what changed, and send your command with the new ETag.',
  ),
  'command-id-reused': says(
    'This command id has been used before',
    ({ different }) => `A command with the same Idempotency-Key had another content. Different: ${different}.`,
    'Give a new command a new Idempotency-Key.',
  ),
  'request-too-slow': says(
    'The request did not come in time',
    'The connection waited too long for the rest of the request. Nothing has changed.',
    'Check your connection and send the request again, a command with the same Idempotency-Key.',
  ),
  'request-too-large': says(
    'The request is too large',
    'A request is 1 MB at most. Nothing has changed.',
    'Divide the content over more requests, for example with fewer reports at a time.',
  ),
  'headers-too-large': says(
    'The headers of the request are too large',
    'The headers together are 16 kB at most. Nothing has changed.',
    'Send only the headers that the documentation gives.',
  ),
  'internal-error': says(
    'Something went wrong on our side',
    'The command was not carried out. The error has been recorded.',
    'Try again with the same Idempotency-Key, and call the regional desk if it goes wrong.',
  ),
  'temporarily-unavailable': says(
    'Not available for a moment',
    'We cannot answer you now. A command was carried out wholly or not at all.',
    again,
  ),
  'too-busy': says('It is too busy now', 'Your request did not get its turn in time. Nothing was half done.', again),
  'clock-goes-forward': says(
    'The clock goes forward only',
    'The moment that was asked is before the time of the clock.',
    'Choose a later moment, or begin with an empty folder.',
  ),
  'instance-in-use': says(
    'This instance is in use already',
    ({ seed }) => (seed === undefined ? 'The instance is not empty.' : `The instance was filled with seed ${seed}.`),
    'Begin with an empty folder, or use the same seed.',
  ),
} as const satisfies Record<EdgeProblemCode, ProblemText>;
