import type { FingerprintTemplate, FingerView, SizedView } from "./fingerprint-template.js";

/** Pixels per centimetre at 500 dpi: what views of several resolutions are brought to. */
const COMMON_RESOLUTION = 197;

/** Views with an image of their own, in one image that holds all of them. Where their resolutions differ, all are brought to 500 dpi. */
export function gatherViews(views: readonly SizedView[]): FingerprintTemplate {
  const [first] = views;
  const isCommon = views.every(
    ({ resolutionX, resolutionY }) => resolutionX === first?.resolutionX && resolutionY === first.resolutionY,
  );
  const alike = isCommon ? views : views.map(atCommonResolution);
  return {
    imageWidth: Math.max(1, ...alike.map(({ imageWidth }) => imageWidth)),
    imageHeight: Math.max(1, ...alike.map(({ imageHeight }) => imageHeight)),
    resolutionX: alike[0]?.resolutionX ?? COMMON_RESOLUTION,
    resolutionY: alike[0]?.resolutionY ?? COMMON_RESOLUTION,
    views: alike.map(viewOf),
  };
}

/** Each view of a template with the image that all of them share. */
export function spreadViews({ views, ...image }: FingerprintTemplate): readonly SizedView[] {
  return views.map((view) => ({ ...image, ...view }));
}

function atCommonResolution(view: SizedView): SizedView {
  const [scaleX, scaleY] = [COMMON_RESOLUTION / view.resolutionX, COMMON_RESOLUTION / view.resolutionY];
  return {
    ...view,
    imageWidth: Math.ceil(view.imageWidth * scaleX) + 1,
    imageHeight: Math.ceil(view.imageHeight * scaleY) + 1,
    resolutionX: COMMON_RESOLUTION,
    resolutionY: COMMON_RESOLUTION,
    minutiae: view.minutiae.map((minutia) => ({
      ...minutia,
      x: Math.round(minutia.x * scaleX),
      y: Math.round(minutia.y * scaleY),
    })),
  };
}

function viewOf({ position, impression, quality, minutiae }: SizedView): FingerView {
  return { position, impression, quality, minutiae };
}
