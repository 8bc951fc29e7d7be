import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsUrl, Max, Min } from 'class-validator';
import { ConfigurationError, describeConfig, FromEnvironment, loadConfig, unknownVariables } from './config';

class ApiConfig {
  @FromEnvironment('CAP_PORT', 'a port between 1 and 65535', { example: '3000' })
  @IsInt()
  @Min(1)
  @Max(65535)
  port = 3000;

  @FromEnvironment('DATABASE_URL', 'the address of the database', {
    example: 'postgres://cap_app:…@127.0.0.1:5432/cap',
    secret: true,
  })
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

  it('names every wrong and missing variable at once, with what it was, what to set and an example', () => {
    const environment = { CAP_PORT: '99x\u0007', CAP_DEVELOPMENT: 'yes', CAP_ROLES: 'publish,dance', CAP_PROT: '3000' };
    const load = () => loadConfig(ApiConfig, environment);
    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow(
      [
        'The configuration is wrong:',
        '- CAP_PORT is "99x?": it must be a port between 1 and 65535. Example: CAP_PORT=3000',
        '- DATABASE_URL is not set: it must be the address of the database. Example: DATABASE_URL=postgres://cap_app:…@127.0.0.1:5432/cap',
        '- CAP_DEVELOPMENT is "yes": it must be true or false.',
        '- CAP_ROLES is "publish,dance": it must be project or publish, or both with a comma between.',
        '- CAP_PROT is set, and no program reads it.',
      ].join('\n'),
    );
  });

  it('never shows the value of a secret, nor a long one whole', () => {
    const wrong = { DATABASE_URL: 'mysql://cap:hunter2@db/cap', CAP_PORT: 'x'.repeat(100) };
    const load = () => loadConfig(ApiConfig, wrong);
    expect(load).toThrow('DATABASE_URL is wrong (its value is not shown)');
    expect(load).not.toThrow(/hunter2|x{61}/);
  });

  it('knows which variables of ours nobody reads, and guesses what was meant', () => {
    const environment = {
      CAP_TOPICS_PARTITIONS: '3',
      CAP_PORT: '1',
      CAP_WORKER_ROLES: 'x',
      CAP_TEST_KAFKA: 'x',
      HOME: '/',
    };
    expect(unknownVariables(ApiConfig, environment)).toEqual([
      {
        variable: 'CAP_TOPICS_PARTITIONS',
        problem: 'is set, and no program reads it. Did you mean CAP_TOPIC_PARTITIONS?',
      },
    ]);
  });

  it('describes each variable: what it usually is, and whether the program starts without it', () => {
    const described = describeConfig(ApiConfig);
    expect(described.map(({ name, usually, needed }) => [name, usually, needed])).toEqual([
      ['CAP_DEVELOPMENT', 'false', false],
      ['CAP_NOTE', null, false],
      ['CAP_PORT', '3000', false],
      ['CAP_ROLES', 'project,publish', false],
      ['DATABASE_URL', null, true],
    ]);
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
