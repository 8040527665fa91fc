/** ESLint looks at Vue templates and locale files only; everything else is oxlint's. */
import vueI18n from '@intlify/eslint-plugin-vue-i18n';
import vue from 'eslint-plugin-vue';
import typescript from 'typescript-eslint';

export default [
  { ignores: ['dist', 'data', 'node_modules'] },
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['client/**/*.vue'] })),
  {
    files: ['client/**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
    plugins: { '@intlify/vue-i18n': vueI18n },
    rules: {
      '@intlify/vue-i18n/no-raw-text': ['error', { ignorePattern: '^[^\\p{L}]*$' }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      // Layout is oxfmt's.
      ...Object.fromEntries(
        [
          'html-closing-bracket-newline',
          'html-indent',
          'html-self-closing',
          'max-attributes-per-line',
          'multiline-html-element-content-newline',
          'singleline-html-element-content-newline',
          'first-attribute-linebreak',
        ].map((rule) => [`vue/${rule}`, 'off']),
      ),
    },
  },
];
