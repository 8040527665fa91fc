/** What bodies and places are called in the language on screen. */
import { useI18n } from 'vue-i18n';

export interface Named {
  readonly name: string;
  /** In Latin letters; null where nobody has given one. */
  readonly nameEn?: string | null;
}

export interface NamedPlace extends Named {
  readonly kind?: string;
  /** 'town', 'village' …; null for what is no settlement. */
  readonly settlementKind?: string | null;
}

/** The name as people here write it, or in Latin letters for those who read these. */
export const nameIn = ({ name, nameEn }: Named, language: string): string =>
  language === 'bg' ? name : (nameEn ?? name);

export function useNames() {
  const { t, locale } = useI18n();
  const nameOf = (named: Named): string => nameIn(named, locale.value);
  return {
    nameOf,
    /** With what it is: "Община Кубрат", "с. Севар". */
    placeOf(place: NamedPlace): string {
      const name = nameOf(place);
      if (place.kind === 'MUNICIPALITY') return t('territory.municipality', { name });
      if (place.kind === 'DISTRICT') return t('territory.district', { name });
      if (place.settlementKind === 'town') return t('territory.town', { name });
      return place.settlementKind === 'village' ? t('territory.village', { name }) : name;
    },
  };
}
