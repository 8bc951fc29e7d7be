import { ApiConfig } from '../api.config';
import { DevelopmentModule } from './development.module';

const configured = (settings: Partial<ApiConfig>) => () => {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    return DevelopmentModule.for(Object.assign(new ApiConfig(), settings));
  } finally {
    process.env['NODE_ENV'] = before;
  }
};

describe('the development routes in production', () => {
  it('do not exist', () => expect(configured({})()).toEqual([]));

  it.each<[string, Partial<ApiConfig>]>([
    ['CAP_DEVELOPMENT_KEY_FILE', { developmentKeyFile: '/keys/token-private.jwk.json' }],
    ['CAP_DEVELOPMENT_FROM', { developmentFrom: ['10.213.0.1'] }],
  ])('nothing starts where %s asks for them', (variable, settings) =>
    expect(configured(settings)).toThrow(`${variable} is set in production. Unset it`),
  );
});
