import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudRecaptchaEnterprise: ClientModel = gaxLibrary({
  id: '@google-cloud/recaptcha-enterprise',
  title: 'Google reCAPTCHA',
  classes: ['RecaptchaEnterpriseServiceClient'],
  methods: ['createAssessment', 'annotateAssessment', 'createKey', 'getKey', 'listKeys', 'updateKey', 'deleteKey', 'getMetrics'],
  timeoutMs: 600_000,
  repeats: false,
  versions: 'google-gax 5.0.8',
});
