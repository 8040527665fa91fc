/** ESLint looks at Vue templates and locale files only; everything else is oxlint's. */
import vueI18n from '@intlify/eslint-plugin-vue-i18n';
import vue from 'eslint-plugin-vue';
import typescript from 'typescript-eslint';

/** Layout is oxfmt's. */
const layoutRules = [
  'first-attribute-linebreak',
  'html-closing-bracket-newline',
  'html-closing-bracket-spacing',
  'html-indent',
  'html-self-closing',
  'max-attributes-per-line',
  'multiline-html-element-content-newline',
  'mustache-interpolation-spacing',
  'singleline-html-element-content-newline',
];

const templates = ['client/**/*.vue'];
const locales = ['client/messages/*.json'];

export default [
  { ignores: ['dist', 'data', 'node_modules'] },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: templates })),
  ...vueI18n.configs['flat/base'].map((config) => (config.files ? { ...config, files: locales } : config)),
  { settings: { 'vue-i18n': { localeDir: './client/messages/*.json', messageSyntaxVersion: '^11.0.0' } } },
  {
    files: templates,
    languageOptions: { parserOptions: { parser: typescript.parser } },
    rules: {
      '@intlify/vue-i18n/no-raw-text': ['error', { ignorePattern: '^[^\\p{L}]*$' }],
      '@intlify/vue-i18n/no-missing-keys': 'error',
      '@intlify/vue-i18n/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      // An optional prop of TypeScript says by itself what it is when left out.
      'vue/require-default-prop': 'off',
      ...Object.fromEntries(layoutRules.map((rule) => [`vue/${rule}`, 'off'])),
    },
  },
  {
    files: locales,
    rules: {
      '@intlify/vue-i18n/no-html-messages': 'error',
      '@intlify/vue-i18n/no-duplicate-keys-in-locale': 'error',
      // Turkish and Romani are filled as speakers read them; until then Bulgarian stands in.
      '@intlify/vue-i18n/no-missing-keys-in-other-locales': ['error', { ignoreLocales: ['tr', 'rom'] }],
    },
  },
];
