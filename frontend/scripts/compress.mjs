// Packs a plain GLB for sending: vertices in the order in which triangles ask for them, then meshopt.
// node scripts/compress.mjs plain.glb packed.glb
import { NodeIO } from "@gltf-transform/core";
import { EXTMeshoptCompression, KHRMeshQuantization } from "@gltf-transform/extensions";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";

const [plain, packed] = process.argv.slice(2);
await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
const io = new NodeIO()
  .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
  .registerDependencies({ "meshopt.decoder": MeshoptDecoder, "meshopt.encoder": MeshoptEncoder });
const document = await io.read(plain);

for (const mesh of document.getRoot().listMeshes()) {
  for (const part of mesh.listPrimitives()) {
    const indices = part.getIndices();
    const triangles = Uint32Array.from(indices.getArray());
    // Changes `triangles` in place; `moved` says where each vertex goes.
    const [moved, count] = MeshoptEncoder.reorderMesh(triangles, true, true);
    indices.setArray(Uint16Array.from(triangles));
    for (const attribute of part.listAttributes()) {
      const from = attribute.getArray();
      const width = attribute.getElementSize();
      const to = new from.constructor(count * width);
      moved.forEach((place, vertex) => {
        if (place < count) to.set(from.subarray(vertex * width, (vertex + 1) * width), place * width);
      });
      attribute.setArray(to);
    }
  }
}
document
  .createExtension(EXTMeshoptCompression)
  .setRequired(true)
  .setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.FILTER });
await io.write(packed, document);
