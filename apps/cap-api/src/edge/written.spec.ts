import { writtenText } from './answer.interceptor';
import { ProblemError } from './problem';
import { writtenIn } from './written';

const streamId = '0b9f6f0e-54a1-4b9f-8d55-3f1f0a6c7a11';

describe('Cap-Written and ?after=', () => {
  it.each(['referral', 'young-person', 'finding'] as const)(
    'what a command answered is read back: %s',
    (streamType) => {
      const written = { streamType, streamId, version: 12 };
      expect(writtenIn(writtenText(written))).toEqual(written);
    },
  );

  it.each(['', 'referral', `referral/${streamId}`, `referral/${streamId}/x`, `referral/no-id/1`, `/${streamId}/1`])(
    'anything else is a 400: %j',
    (text) => {
      expect(() => writtenIn(text)).toThrow(ProblemError);
      expect(() => writtenIn(text)).toThrow('after-unreadable');
    },
  );
});
