import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUrl, Max, Min } from 'class-validator';
import { ConfigurationError, FromEnvironment, loadConfig } from './config';

class ApiConfig {
  @FromEnvironment('CAP_PORT', 'a port between 1 and 65535, for example 3000')
  @IsInt()
  @Min(1)
  @Max(65535)
  port = 3000;

  @FromEnvironment('DATABASE_URL', 'the address of the database, for example postgres://cap_app:…@127.0.0.1:5432/cap')
  @IsUrl({ protocols: ['postgres'], require_tld: false })
  databaseUrl!: string;

  @FromEnvironment('CAP_DEVELOPMENT', 'true or false')
  @IsBoolean()
  development = false;

  @FromEnvironment('CAP_ROLES', 'project or publish, or both with a comma between')
  @IsArray()
  @IsIn(['project', 'publish'], { each: true })
  roles: string[] = ['project', 'publish'];

  @FromEnvironment('CAP_NOTE', 'a text')
  @IsOptional()
  note?: string;
}

const databaseUrl = 'postgres://cap_app:secret@127.0.0.1:5432/cap';

describe('loadConfig', () => {
  it('converts each variable to the type of its property', () => {
    const config = loadConfig(ApiConfig, {
      CAP_PORT: '3001',
      DATABASE_URL: databaseUrl,
      CAP_DEVELOPMENT: 'true',
      CAP_ROLES: 'publish, project',
    });
    expect(config).toMatchObject({ port: 3001, databaseUrl, development: true, roles: ['publish', 'project'] });
  });

  it('keeps the default of a variable that is absent or empty', () => {
    expect(loadConfig(ApiConfig, { CAP_PORT: '', DATABASE_URL: databaseUrl }).port).toBe(3000);
  });

  it('names every wrong and missing variable at once, with what to set, and no value', () => {
    const environment = { CAP_PORT: '99secret', CAP_DEVELOPMENT: 'yes', CAP_ROLES: 'publish,dance' };
    const load = () => loadConfig(ApiConfig, environment);
    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow(
      [
        'The configuration is wrong:',
        '- CAP_PORT is wrong: it must be a port between 1 and 65535, for example 3000.',
        '- DATABASE_URL is not set: it must be the address of the database, for example postgres://cap_app:…@127.0.0.1:5432/cap.',
        '- CAP_DEVELOPMENT is wrong: it must be true or false.',
        '- CAP_ROLES is wrong: it must be project or publish, or both with a comma between.',
      ].join('\n'),
    );
    expect(load).not.toThrow(/99secret|yes|dance/);
  });

  it('reads the variables of the class that a class extends', () => {
    class MoreConfig extends ApiConfig {
      @FromEnvironment('CAP_SEED', 'a whole number')
      @IsInt()
      seed = 1;
    }
    const config = loadConfig(MoreConfig, { DATABASE_URL: databaseUrl, CAP_PORT: '3005', CAP_SEED: '7' });
    expect(config).toMatchObject({ port: 3005, seed: 7 });
  });
});
