import { type Page } from "@playwright/test";

/** The smallest JPEG: one grey pixel. */
export const PIXEL = Buffer.from(
  "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=",
  "base64",
);

/** A photo that the browser draws, with a grain that does not compress well. */
export async function drawn(page: Page, width: number, height: number): Promise<Buffer> {
  const photo = await page.evaluate(([width, height]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const paint = canvas.getContext("2d")!;
    for (let n = 0; n < 60_000; n += 1) {
      paint.fillStyle = `hsl(${n % 360} 60% ${20 + ((n * 7) % 60)}%)`;
      paint.fillRect((n * 7919) % width, (n * 104729) % height, 40, 30);
    }
    return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
  }, [width, height]);
  return Buffer.from(photo, "base64");
}
