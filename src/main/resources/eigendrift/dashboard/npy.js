const KINDS = { '<f4': Float32Array, '<f8': Float64Array, '<i4': Int32Array, '<i8': BigInt64Array };

/** NumPy's format, versions 1 to 3, in C order: { shape, data }. */
export function parse(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0) !== 0x934e554d) {
    throw new Error('Expected an array in NumPy\'s format, found something else.');
  }
  const long = view.getUint8(6) > 1;
  const length = long ? view.getUint32(8, true) : view.getUint16(8, true);
  const start = long ? 12 : 10;
  const header = new TextDecoder('latin1').decode(new Uint8Array(buffer, start, length));
  const kind = /'descr':\s*'([^']+)'/.exec(header)[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)[1].split(',').filter(s => s.trim()).map(Number);
  if (!KINDS[kind] || /'fortran_order':\s*True/.test(header)) {
    throw new Error(`Expected numbers in C order, found ${kind}.`);
  }
  const data = new KINDS[kind](buffer.slice(start + length));
  return { shape, data: kind === '<i8' ? Float64Array.from(data, Number) : data };
}
