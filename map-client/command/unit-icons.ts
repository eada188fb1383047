import { UNIT_STATUSES } from './urgency.ts';

/** Cell of the atlas in pixels; drawn at twice the shown size so that it stays sharp. */
export const CELL = 64;

const KINDS = ['fire_engine', 'ambulance', 'police_car', 'hazmat', 'rescue', 'other'] as const;
/** One character a kind, in the body of its marker: form and sign tell kinds apart without colour. */
const SIGNS: Record<(typeof KINDS)[number], string> = {
  fire_engine: '消',
  ambulance: '急',
  police_car: '警',
  hazmat: '化',
  rescue: '抢',
  other: '力',
};

/** Fill by status. Status also shows by form: solid, ringed (under way), doubled (on scene), hollow (off duty). */
const FILL: Record<(typeof UNIT_STATUSES)[number], string> = {
  available: '#2f9e6e',
  assigned: '#c98a12',
  'en-route': '#d97706',
  'on-scene': '#3b82f6',
  'off-duty': '#6b7280',
};

function outline(context: CanvasRenderingContext2D, kind: (typeof KINDS)[number], r: number): void {
  context.beginPath();
  if (kind === 'fire_engine') context.roundRect(-r, -r * 0.82, 2 * r, 1.64 * r, 5);
  else if (kind === 'ambulance') context.arc(0, 0, r, 0, Math.PI * 2);
  else {
    const sides = kind === 'police_car' ? 5 : kind === 'hazmat' ? 4 : kind === 'rescue' ? 6 : 8;
    const turn = kind === 'rescue' ? 0 : -Math.PI / 2;
    for (let i = 0; i < sides; i++) {
      const a = turn + (i * 2 * Math.PI) / sides;
      context.lineTo(Math.cos(a) * r * 1.12, Math.sin(a) * r * 1.12);
    }
    context.closePath();
  }
}

export interface UnitIcons {
  atlas: HTMLCanvasElement;
  mapping: Record<
    string,
    { x: number; y: number; width: number; height: number; anchorX: number; anchorY: number; mask: boolean }
  >;
}

export const iconName = (kind: string, status: number) =>
  `${(KINDS as readonly string[]).includes(kind) ? kind : 'other'}:${status < UNIT_STATUSES.length ? status : 0}`;

/** Draws every kind in every status once; nothing is loaded. */
export function drawUnitIcons(): UnitIcons {
  const atlas = document.createElement('canvas');
  atlas.width = CELL * UNIT_STATUSES.length;
  atlas.height = CELL * (KINDS.length + 1);
  const context = atlas.getContext('2d')!;
  const mapping: UnitIcons['mapping'] = {};
  const put = (name: string, column: number, row: number) => {
    mapping[name] = {
      x: column * CELL,
      y: row * CELL,
      width: CELL,
      height: CELL,
      anchorX: CELL / 2,
      anchorY: CELL / 2,
      mask: false,
    };
  };
  KINDS.forEach((kind, row) => {
    UNIT_STATUSES.forEach((status, column) => {
      context.save();
      context.translate((column + 0.5) * CELL, (row + 0.5) * CELL);
      outline(context, kind, 20);
      context.fillStyle = status === 'off-duty' ? '#e5e7eb' : FILL[status];
      context.fill();
      context.lineWidth = 4;
      context.strokeStyle = status === 'off-duty' ? FILL[status] : '#ffffff';
      if (status === 'assigned') context.setLineDash([6, 4]);
      context.stroke();
      context.setLineDash([]);
      if (status === 'on-scene') {
        outline(context, kind, 26);
        context.lineWidth = 3;
        context.strokeStyle = FILL[status];
        context.stroke();
      }
      context.fillStyle = status === 'off-duty' ? FILL[status] : '#ffffff';
      context.font = '600 22px "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(SIGNS[kind], 0, 1);
      context.restore();
      put(`${kind}:${column}`, column, row);
    });
  });
  // The arrow beside a moving unit, pointing north; the layer turns it.
  context.save();
  context.translate(0.5 * CELL, (KINDS.length + 0.5) * CELL);
  context.beginPath();
  context.moveTo(0, -31);
  context.lineTo(8, -20);
  context.lineTo(-8, -20);
  context.closePath();
  context.fillStyle = '#ffffff';
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = '#111827';
  context.stroke();
  context.restore();
  put('arrow', 0, KINDS.length);
  return { atlas, mapping };
}
