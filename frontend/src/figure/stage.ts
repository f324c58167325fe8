/** The scene: one body on its mat, lit softly, drawn when something has changed. Everything here needs three.js. */

import {
  BufferAttribute,
  Color,
  DirectionalLight,
  HemisphereLight,
  type IUniform,
  type Material,
  Mesh,
  MeshLambertMaterial,
  MeshStandardMaterial,
  NeutralToneMapping,
  type Object3D,
  PCFShadowMap,
  PerspectiveCamera,
  PlaneGeometry,
  PropertyBinding,
  Quaternion,
  Scene,
  ShadowMaterial,
  SkinnedMesh,
  SRGBColorSpace,
  Texture,
  Vector2,
  Vector3,
  WebGLRenderer,
} from "three";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { MeshoptDecoder } from "../../node_modules/meshoptimizer/meshopt_decoder_reference.js";
import { frameOf, towards, type Frame } from "./camera";
import { breathesDeep, shapeAt, type Clip, type Place } from "./clip";
import { Flow } from "./flow";
import { glowOf, netOf, sideWeight, type Net } from "./glow";
import { Joints, mirrored, placesOf, type Rig, type Shape, type Triple } from "./rig";
import { discard, MAT, matOf, placed, type Placed, type PlaceOf } from "./things";

export type Side = "left" | "right" | "both";

/** What is shown: a clip, and which side of it works. */
export interface Subject {
  readonly clip: Clip;
  readonly side: Side;
}

/** Where the files of a body are. */
export interface Wardrobe {
  readonly rig: Rig;
  readonly body: string;
  /** Address of the GLB. */
  readonly mesh: string;
  /** Address of the picture that clothes it. */
  readonly clothes: string;
}

export interface Tokens {
  readonly dark: boolean;
  readonly warm: string;
}

const FOV = 26;
const SHARPEST = 2;
/** Drawing holds up the page, by so much for each point, where the processor does it. */
const PLAIN_MOST_PX = 300_000;
const UP = { least: 3, most: 78 };
/** The warm colour of the page, made light enough to look like warmth and not like a wound. */
const GLOW = "#ffb04d";
const GLOW_MS = 900;
const LIGHT_BESIDE = 38;
const CAMERA_MS = 1_400;
/** A smaller change of a rotation is not seen. */
const SEEN = 2e-5;
/** How far ribs and belly come out with a whole breath: as it goes by itself, and where the belly is what breathes. */
const BREATH_M = { quiet: { ribs: 0.011, belly: 0.011 }, deep: { ribs: 0.002, belly: 0.032 } };
/** The lungs of a body that stands as it was made. */
const REST_LUNGS = 0.3;
const CROWN_M = 0.14;
const MAT_M = { long: 1.86, wide: 0.68 };

interface Skin {
  readonly mesh: SkinnedMesh;
  readonly places: Float32Array;
  readonly net: Net;
  readonly uniforms: Record<"uGlow" | "uSide" | "uBreath" | "uWarm", IUniform>;
}

export class Stage {
  readonly canvas: HTMLCanvasElement | OffscreenCanvas;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(FOV, 1, 0.05, 40);
  readonly #key = new DirectionalLight("#fff3e2", 2.5);
  readonly #sky = new HemisphereLight("#fffdf8", "#b8ab97", 1.5);
  readonly #fill = new DirectionalLight("#dfe9ff", 0.7);
  readonly #floor: Mesh<PlaneGeometry, ShadowMaterial>;
  readonly #mat = matOf(MAT_M.long, MAT_M.wide);
  readonly #bones: Object3D[] = [];
  readonly #offsets: Triple[] = [];
  #joints!: Joints;
  #flow!: Flow;
  #skins: Skin[] = [];
  #body: Object3D | undefined;
  #texture: Texture | undefined;
  #subject: Subject | undefined;
  #things: Placed[] = [];
  #locals = new Float32Array();
  #points: Float32Array = new Float32Array();
  #turned = { round: 0, up: 0 };
  #eye: { round: number; up: number; frame: Frame } | undefined;
  #eyeFrom: { round: number; up: number; frame: Frame } | undefined;
  #eyeBegun: number | undefined;
  #glowBegun: number | undefined;
  #size = { width: 0, height: 0, density: 1 };
  #sharpness = 1;
  #now = 0;
  #dirty = true;
  /** Whether its shadow is another one than in the last picture; a breath alone is not worth a second drawing. */
  #shade = true;
  #dead = false;

  /** Whether everything is drawn by the processor, which has other things to do as well. */
  readonly plain: boolean;

  /** Throws where there is no WebGL. `fine` draws as well as it can, however long it takes. */
  constructor(
    readonly wardrobe: Wardrobe,
    canvas: HTMLCanvasElement | OffscreenCanvas,
    fine = false,
  ) {
    const drawnBy = nameOfRenderer();
    if (drawnBy === undefined) throw new Error("This browser has no WebGL.");
    this.canvas = canvas;
    this.plain = !fine && BY_PROCESSOR.test(drawnBy);
    this.#renderer = new WebGLRenderer({
      canvas,
      antialias: !this.plain,
      alpha: true,
      powerPreference: "low-power",
    });
    this.#renderer.setClearColor(0, 0);
    this.#renderer.toneMapping = NeutralToneMapping;
    this.#renderer.shadowMap.enabled = true;
    this.#renderer.shadowMap.type = PCFShadowMap;
    this.#renderer.shadowMap.autoUpdate = false;
    const { camera } = Object.assign(this.#key, { castShadow: true }).shadow;
    Object.assign(camera, { left: -1.5, right: 1.5, top: 1.5, bottom: -1.5, near: 0.5, far: 9 });
    this.#key.shadow.mapSize.setScalar(this.plain ? 512 : 1_024);
    Object.assign(this.#key.shadow, { normalBias: 0.03, bias: -0.0004, radius: 5 });
    this.#floor = new Mesh(new PlaneGeometry(12, 12), new ShadowMaterial({ opacity: 0.2 }));
    this.#floor.rotation.x = -Math.PI / 2;
    this.#floor.position.y = -0.012;
    this.#floor.receiveShadow = true;
    this.#scene.add(this.#sky, this.#key, this.#key.target, this.#fill, this.#floor, this.#mat);
  }

  /** Fetches the body and its clothes. */
  async load(): Promise<void> {
    const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
    const [model, texture] = await Promise.all([
      loader.loadAsync(this.wardrobe.mesh),
      clothed(this.wardrobe.clothes),
    ]);
    if (this.#dead) return discard(model.scene);
    this.#texture = texture;
    this.#body = model.scene;
    this.#scene.add(model.scene);
    this.#collectBones(model.scene);
    model.scene.updateMatrixWorld(true);
    model.scene.traverse((each) => {
      if (each instanceof SkinnedMesh) this.#skins.push(this.#dress(each, texture));
    });
    // beforehand, or the first picture would hold up the page, and the player's clock with it
    await this.#renderer.compileAsync(this.#scene, this.#camera);
    this.#dirty = true;
  }

  #collectBones(scene: Object3D): void {
    const { rig, body } = this.wardrobe;
    for (const { name } of rig.bones) {
      const bone = scene.getObjectByName(PropertyBinding.sanitizeNodeName(name));
      if (!bone) throw new Error(`The body has no bone "${name}".`);
      this.#bones.push(bone);
      this.#offsets.push(bone.position.toArray());
    }
    this.#joints = new Joints(rig, body);
    this.#flow = new Flow({ bones: rig.bones, offsets: this.#offsets });
    this.#locals = new Float32Array(rig.bones.length * 4);
  }

  #dress(mesh: SkinnedMesh, texture: Texture): Skin {
    mesh.castShadow = mesh.receiveShadow = true;
    mesh.frustumCulled = false;
    const { geometry } = mesh;
    const count = geometry.getAttribute("position").count;
    const places = new Float32Array(count * 3);
    const at = new Vector3();
    for (let v = 0; v < count; v += 1)
      mesh.localToWorld(mesh.getVertexPosition(v, at)).toArray(places, v * 3);
    const net = netOf(places, geometry.index?.array ?? Uint32Array.from({ length: count }, (_, v) => v));
    geometry.setAttribute("aGlow", new BufferAttribute(new Float32Array(count), 1));
    geometry.setAttribute("aSide", new BufferAttribute(new Float32Array(count), 1));
    geometry.setAttribute("aBreath", new BufferAttribute(this.#breathing(places), 2));
    const uniforms = {
      uGlow: { value: 0 },
      uSide: { value: 0 },
      uBreath: { value: new Vector2() },
      uWarm: { value: new Color("#d07a3a") },
    };
    mesh.material = skinMaterial(texture, uniforms, unitsPerMetre(mesh, places), this.plain);
    return { mesh, places, net, uniforms };
  }

  /** How much each vertex moves with the breath, two numbers each: the front of the ribs, and the belly. */
  #breathing(places: Float32Array): Float32Array {
    const placeOf = (name: string) => this.#placeOf(name);
    const [shoulder, hip] = [placeOf("upperarm01.L"), placeOf("upperleg01.L")];
    const wide = Math.abs(shoulder.x) * 0.85;
    const bump = (t: number, middle: number, width: number) => Math.exp(-(((t - middle) / width) ** 2));
    const out = new Float32Array((places.length / 3) * 2);
    for (let v = 0; v < places.length / 3; v += 1) {
      const [x, y, z] = [places[v * 3] ?? 0, places[v * 3 + 1] ?? 0, places[v * 3 + 2] ?? 0];
      const t = (y - hip.y) / (shoulder.y - hip.y);
      const inside = Math.min(1, Math.max(0, (wide - Math.abs(x)) / 0.05));
      const front = Math.min(1, Math.max(0, (z - shoulder.z + 0.04) / 0.1));
      const much = inside * (0.25 + 0.75 * front);
      out[v * 2] = much * bump(t, 0.78, 0.17);
      out[v * 2 + 1] = much * bump(t, 0.4, 0.2);
    }
    return out;
  }

  #placeOf(name: string): Vector3 {
    const bone = this.#bones[this.wardrobe.rig.bones.findIndex((each) => each.name === name)];
    return bone ? bone.getWorldPosition(new Vector3()) : new Vector3();
  }

  /** Shows this movement on this side: its things, its view, its light on what should feel it. */
  show(subject: Subject, now: number): void {
    const was = this.#subject;
    if (was?.clip === subject.clip && was.side === subject.side) return;
    const turned = subject.side === "right";
    const same = was?.clip === subject.clip && (was.side === "right") === turned;
    this.#subject = subject;
    if (!same) {
      for (const { object } of this.#things) discard(object);
      const start = this.#startOf(subject.clip, turned);
      this.#things = placed(subject.clip.bodies[this.wardrobe.body]?.props ?? [], turned, start);
      for (const { object } of this.#things) this.#scene.add(object);
      this.#points = this.#extent(subject.clip, turned);
      this.#layMat();
      this.#lookAnew(now);
    }
    this.#light(subject);
    this.#glowBegun = now;
    this.#dirty = this.#shade = true;
  }

  /** Where each bone is in the pose that the movement begins with. */
  #startOf(clip: Clip, turned: boolean): PlaceOf {
    const { bones } = this.wardrobe.rig;
    const { start } = clip.phases;
    const places = new Float32Array(bones.length * 3);
    const shape = this.#shape(clip, { from: start, to: start, u: 0 }, turned);
    if (shape) this.#places(shape, places);
    return (name) => new Vector3().fromArray(places, bones.findIndex((bone) => bone.name === name) * 3);
  }

  #places(shape: Shape, out: Float32Array): Float32Array {
    this.#joints.locals(shape, this.#locals);
    return placesOf(this.wardrobe.rig.bones, this.#offsets, this.#locals, this.#joints.root(shape), out);
  }

  /** All joints of all key poses, and the things the body is on. */
  #extent(clip: Clip, turned: boolean): Float32Array {
    const points: number[] = [];
    for (const pose of Object.keys(clip.bodies[this.wardrobe.body]?.poses ?? {})) {
      const shape = this.#shape(clip, { from: pose, to: pose, u: 0 }, turned);
      if (!shape) continue;
      const out = this.#places(shape, new Float32Array(this.#bones.length * 3));
      points.push(...out, ...this.#crown(out));
    }
    for (const { prop, at, size } of clip.bodies[this.wardrobe.body]?.props ?? []) {
      if (!at || !size || prop === "wall" || prop === "bed") continue;
      const x = turned ? -at[0] : at[0];
      points.push(x, at[1], at[2], x, at[1] + Math.max(0, size[1] - 0.1), at[2]);
    }
    return Float32Array.from(points.length > 0 ? points : [0, 0, 0, 0, 1.6, 0]);
  }

  /** The top of the head, which lies beyond the last joint. */
  #crown(places: Float32Array): Triple {
    const { bones } = this.wardrobe.rig;
    const head = bones.findIndex(({ name }) => name === "head");
    const at = (bone: number) => new Vector3().fromArray(places, bone * 3);
    const below = at(bones[head]?.parent ?? 0);
    return at(head).add(at(head).sub(below).setLength(CROWN_M)).toArray();
  }

  #shape(clip: Clip, place: Place, turned: boolean): Shape | undefined {
    const shape = shapeAt(this.wardrobe.rig, clip, this.wardrobe.body, place);
    return shape && turned ? mirrored(this.wardrobe.rig, shape) : shape;
  }

  /** Under the body, along it; in the corner of a bed there is none. */
  #layMat(): void {
    const low = [Infinity, Infinity];
    const high = [-Infinity, -Infinity];
    for (let at = 0; at < this.#points.length; at += 3) {
      if ((this.#points[at + 1] ?? 0) > 0.7) continue;
      [0, 2].forEach((axis, k) => {
        const value = this.#points[at + axis] ?? 0;
        low[k] = Math.min(low[k] ?? 0, value);
        high[k] = Math.max(high[k] ?? 0, value);
      });
    }
    const [x = 0, z = 0] = low.map((value, k) => (value + (high[k] ?? 0)) / 2);
    const [w = 0, d = 0] = low.map((value, k) => (high[k] ?? 0) - value);
    this.#mat.visible = !this.#things.some(({ kind }) => kind === "bed");
    this.#mat.position.x = x;
    this.#mat.position.z = z;
    this.#mat.rotation.y = w > d * 1.25 ? Math.PI / 2 : 0;
    const along = Math.max(w, d) + 0.3;
    this.#mat.scale.z = Math.max(1, along / MAT_M.long);
  }

  #light({ clip, side }: Subject): void {
    const { muscles } = this.wardrobe.rig;
    const lit = clip.lit.map((name) => muscles.indexOf(name)).filter((number) => number >= 0);
    const sign = side === "both" ? 0 : side === "left" ? 1 : -1;
    for (const { mesh, places, net, uniforms } of this.#skins) {
      const groups = [0, 1].map(
        (k) => mesh.geometry.getAttribute(`_muscles_${k}`) as BufferAttribute | undefined,
      );
      const bits = (v: number, byte: number) => groups[byte >> 2]?.array[v * 4 + (byte & 3)] ?? 0;
      const glow = mesh.geometry.getAttribute("aGlow") as BufferAttribute;
      const half = mesh.geometry.getAttribute("aSide") as BufferAttribute;
      glow.copyArray(glowOf(net, places, bits, lit, sign)).needsUpdate = true;
      for (let v = 0; v < half.count; v += 1)
        half.setX(v, sign === 0 ? 0 : sideWeight(places[v * 3] ?? 0, sign));
      half.needsUpdate = true;
      uniforms.uSide.value = sign === 0 ? 0 : 1;
    }
  }

  /** The light and the warm colour of the page. */
  theme({ dark, warm }: Tokens): void {
    this.#renderer.toneMappingExposure = dark ? 0.8 : 1.0;
    this.#sky.intensity = dark ? 1.35 : 1.55;
    this.#sky.color.set(dark ? "#ffe9cf" : "#fffdf8");
    this.#sky.groundColor.set(dark ? "#6d5c49" : "#c9bba5");
    this.#floor.material.opacity = dark ? 0.5 : 0.2;
    (this.#mat.material as MeshLambertMaterial).color.set(dark ? "#4f6664" : MAT);
    for (const { uniforms } of this.#skins)
      (uniforms.uWarm.value as Color).set(warm).lerp(new Color(GLOW), 0.6);
    this.#dirty = true;
  }

  /** Takes the size in CSS pixels, and how many points the screen has to one. Answers whether it is another one, and the picture therefore gone. */
  resize(width: number, height: number, density: number): boolean {
    const was = this.#size;
    if (width === was.width && height === was.height && density === was.density) return false;
    this.#size = { width, height, density };
    if (width < 1 || height < 1) return false;
    const sharpest = this.plain ? Math.min(1, Math.sqrt(PLAIN_MOST_PX / (width * height))) : SHARPEST;
    this.#renderer.setPixelRatio(Math.min(sharpest, density) * this.#sharpness);
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / height;
    this.#camera.updateProjectionMatrix();
    this.#eyeFrom = undefined;
    this.#dirty = true;
    return true;
  }

  /** Fewer points where the machine is slow. */
  coarser(): void {
    if (this.#sharpness <= 0.6) return;
    this.#sharpness *= 0.8;
    const { width, height, density } = this.#size;
    this.#size = { width: 0, height: 0, density };
    this.resize(width, height, density);
  }

  /** Turns the view by degrees; never below the floor. */
  turn(round: number, up: number): void {
    const own = this.#subject?.clip.view.up ?? 10;
    this.#eyeFrom = undefined;
    this.#turned.round = ((((this.#turned.round + round) % 360) + 540) % 360) - 180;
    this.#turned.up = Math.min(UP.most - own, Math.max(UP.least - own, this.#turned.up + up));
    this.#dirty = this.#shade = true;
  }

  /** Whether it is between two movements, or the eye is. */
  get busy(): boolean {
    return this.#flow.blending || this.#eyeBegun !== undefined || this.#glowBegun !== undefined;
  }

  /** How far the view is turned, in degrees. */
  get turned(): { readonly round: number; readonly up: number } {
    return this.#turned;
  }

  /** Looks again as the movement is seen best. */
  turnBack(): void {
    this.#eyeFrom = this.#eye;
    this.#eyeBegun = undefined;
    this.#turned = { round: 0, up: 0 };
    this.#dirty = true;
  }

  #lookAnew(now: number): void {
    this.#eyeFrom = this.#eye;
    this.#eyeBegun = now;
  }

  /** Poses the figure. `lungs` is how full they are, 0 to 1. Answers whether anything changed. */
  pose(place: Place, lungs: number, now: number): boolean {
    const subject = this.#subject;
    if (!subject || !this.#body) return false;
    const shape = this.#shape(subject.clip, place, subject.side === "right");
    if (!shape) return false;
    this.#joints.locals(shape, this.#locals);
    this.#flow.next(this.#locals, this.#joints.root(shape), now);
    this.#applyBones();
    this.#breathe(lungs, breathesDeep(subject.clip));
    this.#glow(now);
    return this.#dirty;
  }

  #breathe(lungs: number, deep: boolean): void {
    const { ribs, belly } = deep ? BREATH_M.deep : BREATH_M.quiet;
    const full = lungs - REST_LUNGS;
    for (const { uniforms } of this.#skins) {
      const breath = uniforms.uBreath.value as Vector2;
      if (Math.abs(breath.y - full * belly) > 2e-5) this.#dirty = true;
      breath.set(full * ribs, full * belly);
    }
  }

  #applyBones(): void {
    const { locals, root } = this.#flow;
    const turn = new Quaternion();
    this.#bones.forEach((bone, k) => {
      turn.fromArray(locals, k * 4);
      const { x, y, z, w } = bone.quaternion;
      const apart = Math.max(
        Math.abs(turn.x - x),
        Math.abs(turn.y - y),
        Math.abs(turn.z - z),
        Math.abs(turn.w - w),
      );
      if (apart > SEEN) this.#dirty = this.#shade = true;
      bone.quaternion.copy(turn);
    });
    const hips = this.#bones[0];
    if (hips && hips.position.distanceToSquared(new Vector3(...root)) > 1e-9) {
      hips.position.set(...root);
      this.#dirty = this.#shade = true;
    }
  }

  #glow(now: number): void {
    if (this.#glowBegun === undefined) return;
    const part = Math.min(1, (now - this.#glowBegun) / GLOW_MS);
    for (const { uniforms } of this.#skins) uniforms.uGlow.value = part;
    if (part === 1) this.#glowBegun = undefined;
    this.#dirty = true;
  }

  /** Draws, where anything has changed since the last time. */
  draw(now: number): boolean {
    this.#now = now;
    const moving = this.#aim(now);
    if (!this.#dirty && !moving) return false;
    this.#dirty = false;
    this.#renderer.shadowMap.needsUpdate ||= this.#shade || moving;
    this.#shade = false;
    if (this.#size.width < 1 || this.#size.height < 1) return false;
    this.#body?.updateMatrixWorld(true);
    for (const { follow } of this.#things) follow?.((bone) => this.#placeOf(bone));
    this.#renderer.render(this.#scene, this.#camera);
    return true;
  }

  /** Brings the eye to its place; answers whether it is still on its way. */
  #aim(now: number): boolean {
    const subject = this.#subject;
    if (!subject) return false;
    const { view } = subject.clip;
    const round = (subject.side === "right" ? -view.round : view.round) + this.#turned.round;
    const up = Math.min(UP.most, Math.max(UP.least, view.up + this.#turned.up));
    const lens = { fov: FOV, aspect: this.#camera.aspect };
    const goal = { round, up, frame: frameOf(this.#points, round, up, lens) };
    if (this.#eyeFrom) this.#eyeBegun ??= now;
    const part = this.#eyeBegun === undefined ? 1 : Math.min(1, (now - this.#eyeBegun) / CAMERA_MS);
    const t = part * part * (3 - 2 * part);
    const eye = this.#eyeFrom && t < 1 ? midway(this.#eyeFrom, goal, t) : goal;
    this.#eye = eye;
    if (part === 1) this.#eyeBegun = this.#eyeFrom = undefined;
    const middle = new Vector3(...eye.frame.middle);
    this.#camera.position
      .set(...towards(eye.round, eye.up))
      .multiplyScalar(eye.frame.distance)
      .add(middle);
    this.#camera.position.y = Math.max(0.06, this.#camera.position.y);
    this.#camera.lookAt(middle);
    this.#key.target.position.copy(middle).setY(0);
    // as in a mirror, too
    const beside = subject.side === "right" ? -LIGHT_BESIDE : LIGHT_BESIDE;
    const lit = ((eye.round + beside) * Math.PI) / 180;
    this.#key.position.set(middle.x + Math.sin(lit) * 2, 3.6, middle.z + Math.cos(lit) * 2);
    this.#fill.position.set(middle.x - Math.sin(lit) * 3, 1.4, middle.z - Math.cos(lit) * 3);
    this.#clearView(middle);
    return part < 1;
  }

  /** A wall between the eye and the figure is only hinted at. */
  #clearView(middle: Vector3): void {
    const eye = this.#camera.position.clone().sub(middle).setY(0).normalize();
    for (const { kind, object } of this.#things) {
      if (kind !== "wall") continue;
      const hides = object.position.clone().sub(middle).setY(0).normalize().dot(eye) > 0.25;
      object.traverse((each) => {
        if (!(each instanceof Mesh)) return;
        const material = each.material as MeshLambertMaterial;
        material.transparent = hides;
        material.opacity = hides ? 0.14 : 1;
        material.depthWrite = !hides;
      });
    }
  }

  /** Draws again what was drawn last. */
  redraw(): void {
    this.#dirty = this.#shade = true;
    this.draw(this.#now);
  }

  dispose(): void {
    this.#dead = true;
    for (const { object } of this.#things) discard(object);
    if (this.#body) discard(this.#body);
    for (const { mesh } of this.#skins) mesh.skeleton.dispose();
    this.#skins = [];
    this.#texture?.dispose();
    (this.#texture?.image as ImageBitmap | undefined)?.close();
    discard(this.#mat);
    discard(this.#floor);
    this.#key.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }
}

/** The picture that clothes a body; read in a way that a worker knows too. */
async function clothed(url: string): Promise<Texture> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const plain = { premultiplyAlpha: "none", colorSpaceConversion: "none" } as const;
  const texture = new Texture(await createImageBitmap(await answer.blob(), plain));
  texture.flipY = false;
  texture.colorSpace = SRGBColorSpace;
  texture.anisotropy = 4;
  texture.needsUpdate = true;
  return texture;
}

/** Without a graphics card the browser draws by itself: known by its name alone. */
const BY_PROCESSOR = /swiftshader|llvmpipe|software|basic render/i;

/** What draws here; undefined without WebGL, which three.js would complain of. */
function nameOfRenderer(): string | undefined {
  const inWorker = typeof document === "undefined";
  const canvas = inWorker ? new OffscreenCanvas(1, 1) : document.createElement("canvas");
  const gl = canvas.getContext("webgl2") as WebGL2RenderingContext | null;
  if (!gl) return undefined;
  const known = gl.getExtension("WEBGL_debug_renderer_info");
  const name = known ? String(gl.getParameter(known.UNMASKED_RENDERER_WEBGL)) : "";
  gl.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}

type Eye = { round: number; up: number; frame: Frame };

function midway(from: Eye, to: Eye, t: number): Eye {
  const mix = (a: number, b: number) => a + (b - a) * t;
  // the shorter way round
  const round = from.round + ((((to.round - from.round) % 360) + 540) % 360) - 180;
  const [a, b] = [from.frame.middle, to.frame.middle];
  return {
    round: mix(from.round, round),
    up: mix(from.up, to.up),
    frame: {
      middle: [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2])],
      distance: mix(from.frame.distance, to.frame.distance),
    },
  };
}

/** Packed meshes keep their places in whole numbers of a finer unit. */
function unitsPerMetre(mesh: SkinnedMesh, places: Float32Array): number {
  const raw = mesh.geometry.getAttribute("position");
  const last = raw.count - 1;
  let [far, best] = [last, 0];
  const apart = (v: number, at: (v: number) => Triple) => {
    const [a, b] = [at(0), at(v)];
    return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
  };
  const real = (v: number): Triple => [places[v * 3] ?? 0, places[v * 3 + 1] ?? 0, places[v * 3 + 2] ?? 0];
  for (let v = 0; v <= last; v += 97) if (apart(v, real) > best) [far, best] = [v, apart(v, real)];
  return best > 0 ? apart(far, (v) => [raw.getX(v), raw.getY(v), raw.getZ(v)]) / best : 1;
}

function skinMaterial(texture: Texture, uniforms: Skin["uniforms"], units: number, plain: boolean): Material {
  const material = plain
    ? new MeshLambertMaterial({ map: texture })
    : new MeshStandardMaterial({ map: texture, roughness: 0.78, metalness: 0 });
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, uniforms);
    shader.vertexShader = shader.vertexShader
      .replace(
        "#include <common>",
        `#include <common>
        attribute float aGlow; attribute float aSide; attribute vec2 aBreath;
        uniform vec2 uBreath; varying float vGlow; varying float vSide;`,
      )
      .replace(
        "#include <begin_vertex>",
        `#include <begin_vertex>
        transformed += normal * (dot(aBreath, uBreath) * ${units.toFixed(6)});
        vGlow = aGlow; vSide = aSide;`,
      );
    shader.fragmentShader = shader.fragmentShader
      .replace(
        "#include <common>",
        `#include <common>
        uniform float uGlow; uniform float uSide; uniform vec3 uWarm; varying float vGlow; varying float vSide;`,
      )
      .replace(
        "#include <map_fragment>",
        `#include <map_fragment>
        float lit = smoothstep(0.04, 0.75, vGlow) * uGlow;
        diffuseColor.rgb = mix(diffuseColor.rgb, uWarm, lit * 0.6);`,
      )
      .replace(
        "#include <emissivemap_fragment>",
        `#include <emissivemap_fragment>
        float rim = pow(1.0 - clamp(dot(normal, normalize(vViewPosition)), 0.0, 1.0), 2.2);
        totalEmissiveRadiance += uWarm * (lit * 0.26 + rim * vSide * uSide * uGlow * 0.55);`,
      );
  };
  return material;
}
