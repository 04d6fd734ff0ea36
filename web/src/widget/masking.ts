import { createMaskingApi } from '$core/masking-api';
import { http } from './visit';

export const masking = createMaskingApi(http);
