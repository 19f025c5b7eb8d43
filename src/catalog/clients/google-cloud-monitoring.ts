import type { ClientModel } from '../../model/catalog/client';
import { gaxLibrary } from '../families/google';

export const googleCloudMonitoring: ClientModel = gaxLibrary({
  id: '@google-cloud/monitoring',
  title: 'Google Cloud Monitoring',
  classes: [
    'MetricServiceClient',
    'AlertPolicyServiceClient',
    'GroupServiceClient',
    'NotificationChannelServiceClient',
    'UptimeCheckServiceClient',
    'QueryServiceClient',
  ],
  methods: [
    'createTimeSeries',
    'createServiceTimeSeries',
    'listTimeSeries',
    'listMetricDescriptors',
    'getMetricDescriptor',
    'createMetricDescriptor',
    'deleteMetricDescriptor',
    'listMonitoredResourceDescriptors',
    'listAlertPolicies',
    'getAlertPolicy',
    'createAlertPolicy',
    'updateAlertPolicy',
    'deleteAlertPolicy',
    'listUptimeCheckConfigs',
    'createUptimeCheckConfig',
  ],
  reads: ['queryTimeSeries'],
  timeoutMs: 30_000,
  repeats: true,
  versions: 'google-gax 5.0.8',
});
