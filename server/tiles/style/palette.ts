/** The colours of a base map. Quiet on purpose: neighbouring tones differ little, so that data stands out. */
export interface Palette {
  land: string;
  water: string;
  waterEdge: string;
  green: string;
  forest: string;
  building: string;
  buildingEdge: string;
  buildingSide: string;
  roads: Record<'motorway' | 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential', string>;
  casings: Record<'motorway' | 'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential', string>;
  district: string;
  street: string;
  text: { region: string; street: string; road: string; water: string; green: string; place: string };
  halo: string;
  iconOpacity: number;
}

export const PALETTES: Record<'light' | 'dark' | 'grey', Palette> = {
  light: {
    land: '#f5f3ee',
    water: '#bfd6e2',
    waterEdge: '#abc7d6',
    green: '#dde8cf',
    forest: '#d2e1c3',
    building: '#e9e4da',
    buildingEdge: '#dad3c6',
    buildingSide: '#e3ddd1',
    roads: {
      motorway: '#f6dcae',
      trunk: '#f9e6c4',
      primary: '#fdf3dd',
      secondary: '#ffffff',
      tertiary: '#ffffff',
      residential: '#ffffff',
    },
    casings: {
      motorway: '#dfb877',
      trunk: '#e2c592',
      primary: '#e0d1ae',
      secondary: '#dbd5c8',
      tertiary: '#dfdace',
      residential: '#e4dfd5',
    },
    district: '#a093ba',
    street: '#c3bbd0',
    text: {
      region: '#5b5570',
      street: '#7d778f',
      road: '#827a6b',
      water: '#5f8ca6',
      green: '#6f8a5e',
      place: '#5d6672',
    },
    halo: 'rgba(250, 249, 246, 0.92)',
    iconOpacity: 0.75,
  },
  dark: {
    land: '#151a21',
    water: '#0d2232',
    waterEdge: '#17344a',
    green: '#17231f',
    forest: '#15241c',
    building: '#1f262f',
    buildingEdge: '#2a323d',
    buildingSide: '#28303b',
    roads: {
      motorway: '#5b4f3a',
      trunk: '#4c4538',
      primary: '#3f4249',
      secondary: '#353b45',
      tertiary: '#2e343e',
      residential: '#282e37',
    },
    casings: {
      motorway: '#0f1318',
      trunk: '#0f1318',
      primary: '#0f1318',
      secondary: '#10151b',
      tertiary: '#11161c',
      residential: '#12171d',
    },
    district: '#5f5680',
    street: '#3b3a4e',
    text: {
      region: '#a9a4c0',
      street: '#85829a',
      road: '#8a8f99',
      water: '#4f85a6',
      green: '#5e7d65',
      place: '#8d97a5',
    },
    halo: 'rgba(16, 20, 26, 0.9)',
    iconOpacity: 0.6,
  },
  grey: {
    land: '#f6f6f6',
    water: '#dfe4e8',
    waterEdge: '#d0d7dc',
    green: '#efefee',
    forest: '#ececeb',
    building: '#ebebeb',
    buildingEdge: '#e0e0e0',
    buildingSide: '#e4e4e4',
    roads: {
      motorway: '#ffffff',
      trunk: '#ffffff',
      primary: '#ffffff',
      secondary: '#ffffff',
      tertiary: '#fdfdfd',
      residential: '#fcfcfc',
    },
    casings: {
      motorway: '#cfcfcf',
      trunk: '#d3d3d3',
      primary: '#d9d9d9',
      secondary: '#dedede',
      tertiary: '#e3e3e3',
      residential: '#e8e8e8',
    },
    district: '#9a9a9a',
    street: '#bdbdbd',
    text: {
      region: '#5a5a5a',
      street: '#7b7b7b',
      road: '#8c8c8c',
      water: '#8596a2',
      green: '#8b938b',
      place: '#6f6f6f',
    },
    halo: 'rgba(250, 250, 250, 0.92)',
    iconOpacity: 0.5,
  },
};
