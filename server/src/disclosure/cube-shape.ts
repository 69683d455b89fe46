/** How many procedures, hospitals and years a cube has. After the last of each comes "all of them". */
export type CubeShape = readonly [procedures: number, hospitals: number, years: number];

export type Coordinates = readonly [procedure: number, hospital: number, year: number];

/** Cells of the cube, margins included. */
export function cellCount([procedures, hospitals, years]: CubeShape): number {
  return (procedures + 1) * (hospitals + 1) * (years + 1);
}

export function cellAt([, hospitals, years]: CubeShape, [procedure, hospital, year]: Coordinates): number {
  return (procedure * (hospitals + 1) + hospital) * (years + 1) + year;
}

export function coordinatesOf([, hospitals, years]: CubeShape, cell: number): Coordinates {
  const row = Math.floor(cell / (years + 1));
  return [Math.floor(row / (hospitals + 1)), row % (hospitals + 1), cell % (years + 1)];
}

/** How many of the coordinates are "all": 0 for an innermost cell, 3 for the grand total. */
export function marginsOf(shape: CubeShape, coordinates: Coordinates): number {
  return coordinates.filter((coordinate, axis) => coordinate === shape[axis]).length;
}

/** The margins that an innermost cell adds to, itself included. */
export function cellsAbove(shape: CubeShape, [procedure, hospital, year]: Coordinates): number[] {
  const [allProcedures, allHospitals, allYears] = shape;
  return [procedure, allProcedures].flatMap((p) =>
    [hospital, allHospitals].flatMap((h) => [year, allYears].map((y) => cellAt(shape, [p, h, y]))),
  );
}
