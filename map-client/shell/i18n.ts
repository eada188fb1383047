import i18next from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Text } from '../../datasets/dataset.ts';
import { type Language, preferences } from './preferences.ts';

/** Every `locales/<language>/<room>.json` is in the build; keys are written `room:key`. */
const files = import.meta.glob<Record<string, unknown>>('../locales/*/*.json', { eager: true, import: 'default' });

const resources: Record<string, Record<string, Record<string, unknown>>> = {};
for (const [path, texts] of Object.entries(files)) {
  const [, language, room] = /locales\/(\w+)\/([\w-]+)\.json$/.exec(path)!;
  resources[language!] = { ...resources[language!], [room!]: texts };
}

export const LANGUAGE_TAGS: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

await i18next.use(initReactI18next).init({
  resources,
  lng: preferences.get().language,
  fallbackLng: 'zh',
  ns: Object.keys(resources.zh ?? {}),
  defaultNS: 'shell',
  interpolation: { escapeValue: false },
});

preferences.subscribe(() => {
  const { language } = preferences.get();
  if (i18next.language !== language) void i18next.changeLanguage(language);
  document.documentElement.lang = LANGUAGE_TAGS[language];
});
document.documentElement.lang = LANGUAGE_TAGS[preferences.get().language];

export { i18next };

/** The text of a `{zh, en}` from the server in the language of the screen, outside React. */
export function say(text: Text | undefined | null): string {
  return text ? text[preferences.get().language] : '';
}

/** `say` for components: they draw again when the language changes. */
export function useSay(): (text: Text | undefined | null) => string {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return useCallback((text) => (text ? text[language] : ''), [language]);
}
