/** What is held or lain on must be where a person would have it, or the figure shows the wrong thing. */

import { Box3, Mesh, Vector3, type BufferGeometry } from "three";
import { describe, expect, it } from "vitest";
import { placed, type PlaceOf } from "./things";

/** Long sitting: legs forward along +Z, toes up, hands over the shins. Metres. */
const SITTING: Record<string, readonly [number, number, number]> = {
  "lowerleg01.L": [0.1, 0.08, 0.45],
  "foot.L": [0.1, 0.08, 0.9],
  "toe1-1.L": [0.08, 0.2, 0.94],
  "toe3-1.L": [0.1, 0.2, 0.94],
  "toe5-1.L": [0.14, 0.19, 0.93],
  "finger2-1.L": [0.15, 0.25, 0.6],
  "finger5-1.L": [0.15, 0.19, 0.6],
  "finger3-3.L": [0.13, 0.2, 0.66],
  spine02: [0, 0.18, -0.3],
  spine01: [0, 0.18, -0.4],
};

const at =
  (moved = new Vector3()): PlaceOf =>
  (bone) => {
    const right = bone.endsWith(".R");
    const [x, y, z] = SITTING[right ? bone.replace(/R$/, "L") : bone] ?? [0, 1, 0];
    return new Vector3(right ? -x : x, y, z).add(moved);
  };

describe("a towel round the soles", () => {
  const [towel] = placed([{ prop: "towel", held: ["left", "right"], round: "soles" }], false, at());
  towel?.follow?.(at());
  const band = towel?.object as Mesh<BufferGeometry>;
  band.geometry.computeBoundingBox();
  const box = band.geometry.boundingBox as Box3;

  it("runs from both hands under both feet, and not as a ring in the air", () => {
    expect(box.min.x).toBeLessThan(-0.14);
    expect(box.max.x).toBeGreaterThan(0.14);
    expect(box.min.z).toBeLessThan(0.66);
    expect(box.max.z).toBeGreaterThan(0.95);
  });

  it("lies flat on the soles", () => {
    const places = band.geometry.getAttribute("position");
    const under = [...Array(places.count).keys()].filter(
      (k) => Math.abs(places.getX(k)) < 0.05 && places.getZ(k) > 0.9,
    );
    const high = under.map((k) => places.getY(k));
    expect(Math.max(...high) - Math.min(...high)).toBeGreaterThan(0.06);
  });

  it("takes no more memory from picture to picture", () => {
    const before = band.geometry.getAttribute("position").array;
    towel?.follow?.(at(new Vector3(0, 0.1, 0)));
    expect(band.geometry.getAttribute("position").array).toBe(before);
  });
});

describe("a foam roller", () => {
  const roller = { prop: "foam-roller", size: [0.6, 0.14, 0.14], turn: 0 } as const;

  it("rolls on the floor half as far as the back that moves over it", () => {
    const [thing] = placed([{ ...roller, at: [0, 0, -0.36] }], false, at());
    thing?.follow?.(at(new Vector3(0, 0.02, 0.1)));
    expect(thing?.object.position.toArray().map((each) => Math.round(each * 1_000))).toEqual([0, 0, -310]);
  });

  it("rolls up and down between back and wall", () => {
    const [thing] = placed([{ ...roller, at: [0, 1.2, -0.18] }], false, at());
    thing?.follow?.(at(new Vector3(0, -0.14, 0.02)));
    expect(thing?.object.position.toArray().map((each) => Math.round(each * 1_000))).toEqual([0, 1130, -180]);
  });
});
