import { createDataSource } from '@cap/event-store';
import { freshDatabase } from '@cap/testing';
import { registryEntities } from './entities';

it('the tables of the registry are the same in the migrations and in the entities', async () => {
  const database = await freshDatabase();
  const owner = await createDataSource({ url: database.adminUrl, entities: registryEntities }).initialize();
  try {
    const { upQueries } = await owner.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  } finally {
    await owner.destroy();
    await database.drop();
  }
});
