import type { ClientModel } from '../../model/catalog/client';

export const opentelemetryOtlpExporterBase: ClientModel = {
  id: '@opentelemetry/otlp-exporter-base',
  title: 'OpenTelemetry',
  modules: ['@opentelemetry/otlp-exporter-base', '@opentelemetry/exporter-*'],
  failure: 'resolves',
  traits: ['telemetry'],
  makes: [
    { path: 'OTLPTraceExporter', options: ['arg[0]'] },
    { path: 'OTLPMetricExporter', options: ['arg[0]'] },
    { path: 'OTLPLogExporter', options: ['arg[0]'] },
  ],
  calls: [{ paths: ['export', 'forceFlush', 'shutdown'], on: ['instance'], effect: 'write' }],
  options: [
    { option: 'timeoutMillis', at: 'instance', sets: 'timeout', covers: 'total', kills: [0, 'Infinity'] },
    { option: 'concurrencyLimit', at: 'instance', sets: 'bulkhead' },
  ],
  defaults: [
    { facet: 'timeout', covers: 'total', ms: 10_000, says: 'the exporter gives up after 10 s, its attempts included' },
    {
      facet: 'retry',
      attempts: 5,
      backoff: 'exponential',
      jitter: true,
      delayMs: 1_000,
      maxDelayMs: 5_000,
      writes: true,
      says: 'the exporter tries 5 times after network errors, 429, 502, 503 and 504',
    },
    { facet: 'bulkhead', limit: 30, says: 'the exporter sends at most 30 requests at once' },
  ],
  advice: 'new OTLPTraceExporter({ timeoutMillis: 10_000 })',
  evidence: [{ url: 'https://opentelemetry.io/docs/specs/otel/protocol/exporter', versions: '0.223.1', how: 'read' }],
};
