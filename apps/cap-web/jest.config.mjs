import preset from '../../jest.preset.mjs';

// Browser modules name the file that they import, with its extension; under Jest that is the source.
export default { ...preset, displayName: 'cap-web', moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' } };
