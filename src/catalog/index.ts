import type { Catalog } from '../model/catalog';
import { actionsArtifact } from './clients/actions-artifact';
import { actionsCache } from './clients/actions-cache';
import { actionsGithub } from './clients/actions-github';
import { actionsHttpClient } from './clients/actions-http-client';
import { actionsToolCache } from './clients/actions-tool-cache';
import { ai } from './clients/ai';
import { airtable } from './clients/airtable';
import { algoliasearch } from './clients/algoliasearch';
import { amqpConnectionManager } from './clients/amqp-connection-manager';
import { amqplib } from './clients/amqplib';
import { amqplibCallbackApi } from './clients/amqplib-callback-api';
import { angularCommonHttp } from './clients/angular-common-http';
import { anthropicAiBedrockSdk } from './clients/anthropic-ai-bedrock-sdk';
import { anthropicAiSdk } from './clients/anthropic-ai-sdk';
import { anthropicAiVertexSdk } from './clients/anthropic-ai-vertex-sdk';
import { apifyClient } from './clients/apify-client';
import { apisauce } from './clients/apisauce';
import { apolloClient } from './clients/apollo-client';
import { apolloDatasourceRest } from './clients/apollo-datasource-rest';
import { auth0 } from './clients/auth0';
import { awsSdkClient } from './clients/aws-sdk-client';
import { awsSdkLibDynamodb } from './clients/aws-sdk-lib-dynamodb';
import { awsSdkLibStorage } from './clients/aws-sdk-lib-storage';
import { awsSdk } from './clients/aws-sdk';
import { axios } from './clients/axios';
import { azureAiTextAnalytics } from './clients/azure-ai-text-analytics';
import { azureAppConfiguration } from './clients/azure-app-configuration';
import { azureArm } from './clients/azure-arm';
import { azureCommunicationEmail } from './clients/azure-communication-email';
import { azureCoreRestPipeline } from './clients/azure-core-rest-pipeline';
import { azureCosmos } from './clients/azure-cosmos';
import { azureDataTables } from './clients/azure-data-tables';
import { azureEventHubs } from './clients/azure-event-hubs';
import { azureEventgrid } from './clients/azure-eventgrid';
import { azureIdentity } from './clients/azure-identity';
import { azureKeyvaultSecrets } from './clients/azure-keyvault-secrets';
import { azureMsalNode } from './clients/azure-msal-node';
import { azureOpenai } from './clients/azure-openai';
import { azureSearchDocuments } from './clients/azure-search-documents';
import { azureServiceBus } from './clients/azure-service-bus';
import { azureStorageBlob } from './clients/azure-storage-blob';
import { basicFtp } from './clients/basic-ftp';
import { bent } from './clients/bent';
import { betterFetchFetch } from './clients/better-fetch-fetch';
import { browserbasehqSdk } from './clients/browserbasehq-sdk';
import { bull } from './clients/bull';
import { bullmq } from './clients/bullmq';
import { cassandraDriver } from './clients/cassandra-driver';
import { cerebrasCerebrasCloudSdk } from './clients/cerebras-cerebras-cloud-sdk';
import { clickhouseClient } from './clients/clickhouse-client';
import { cloudflare } from './clients/cloudflare';
import { cloudflareWorkersTypes } from './clients/cloudflare-workers-types';
import { cloudinary } from './clients/cloudinary';
import { cohereAi } from './clients/cohere-ai';
import { confluentincKafkaJavascript } from './clients/confluentinc-kafka-javascript';
import { connectrpcConnect } from './clients/connectrpc-connect';
import { consul } from './clients/consul';
import { contentfulManagement } from './clients/contentful-management';
import { contentful } from './clients/contentful';
import { crossFetch } from './clients/cross-fetch';
import { datadogDatadogApiClient } from './clients/datadog-datadog-api-client';
import { deepgramSdk } from './clients/deepgram-sdk';
import { discordJs } from './clients/discord-js';
import { discordjsRest } from './clients/discordjs-rest';
import { dockerode } from './clients/dockerode';
import { drizzleOrm } from './clients/drizzle-orm';
import { elasticElasticsearch } from './clients/elastic-elasticsearch';
import { etcd3 } from './clients/etcd3';
import { ethers } from './clients/ethers';
import { eventsource } from './clients/eventsource';
import { expoServerSdk } from './clients/expo-server-sdk';
import { fetch } from './clients/fetch';
import { firebaseAdmin } from './clients/firebase-admin';
import { firebase } from './clients/firebase';
import { followRedirects } from './clients/follow-redirects';
import { gaxios } from './clients/gaxios';
import { gitbeakerRest } from './clients/gitbeaker-rest';
import { golevelupNestjsRabbitmq } from './clients/golevelup-nestjs-rabbitmq';
import { googleAuthLibrary } from './clients/google-auth-library';
import { googleCloudAiplatform } from './clients/google-cloud-aiplatform';
import { googleCloudBigquery } from './clients/google-cloud-bigquery';
import { googleCloudDatastore } from './clients/google-cloud-datastore';
import { googleCloudDialogflow } from './clients/google-cloud-dialogflow';
import { googleCloudDocumentai } from './clients/google-cloud-documentai';
import { googleCloudFirestore } from './clients/google-cloud-firestore';
import { googleCloudKms } from './clients/google-cloud-kms';
import { googleCloudLanguage } from './clients/google-cloud-language';
import { googleCloudLogging } from './clients/google-cloud-logging';
import { googleCloudMonitoring } from './clients/google-cloud-monitoring';
import { googleCloudPubsub } from './clients/google-cloud-pubsub';
import { googleCloudRecaptchaEnterprise } from './clients/google-cloud-recaptcha-enterprise';
import { googleCloudRun } from './clients/google-cloud-run';
import { googleCloudScheduler } from './clients/google-cloud-scheduler';
import { googleCloudSecretManager } from './clients/google-cloud-secret-manager';
import { googleCloudSpeech } from './clients/google-cloud-speech';
import { googleCloudStorage } from './clients/google-cloud-storage';
import { googleCloudTasks } from './clients/google-cloud-tasks';
import { googleCloudTextToSpeech } from './clients/google-cloud-text-to-speech';
import { googleCloudTranslate } from './clients/google-cloud-translate';
import { googleCloudVision } from './clients/google-cloud-vision';
import { googleGenai } from './clients/google-genai';
import { googleGenerativeAi } from './clients/google-generative-ai';
import { googleapis } from './clients/googleapis';
import { got } from './clients/got';
import { gotScraping } from './clients/got-scraping';
import { grammy } from './clients/grammy';
import { graphqlRequest } from './clients/graphql-request';
import { graphqlWs } from './clients/graphql-ws';
import { groqSdk } from './clients/groq-sdk';
import { grpcGrpcJs } from './clients/grpc-grpc-js';
import { hapiWreck } from './clients/hapi-wreck';
import { heyApiClientFetch } from './clients/hey-api-client-fetch';
import { hono } from './clients/hono';
import { hotShots } from './clients/hot-shots';
import { httpProxy } from './clients/http-proxy';
import { httpProxyMiddleware } from './clients/http-proxy-middleware';
import { hubspotApiClient } from './clients/hubspot-api-client';
import { huggingfaceInference } from './clients/huggingface-inference';
import { imap } from './clients/imap';
import { imapflow } from './clients/imapflow';
import { influxdataInfluxdbClient } from './clients/influxdata-influxdb-client';
import { intercomClient } from './clients/intercom-client';
import { ioredis } from './clients/ioredis';
import { iovalkey } from './clients/iovalkey';
import { isomorphicFetch } from './clients/isomorphic-fetch';
import { isomorphicUnfetch } from './clients/isomorphic-unfetch';
import { jayson } from './clients/jayson';
import { jose } from './clients/jose';
import { jquery } from './clients/jquery';
import { jsforce } from './clients/jsforce';
import { jsonRpc20 } from './clients/json-rpc-2-0';
import { jwksRsa } from './clients/jwks-rsa';
import { kafkajs } from './clients/kafkajs';
import { keyv } from './clients/keyv';
import { keyvRedis } from './clients/keyv-redis';
import { knex } from './clients/knex';
import { kubernetesClientNode } from './clients/kubernetes-client-node';
import { ky } from './clients/ky';
import { kysely } from './clients/kysely';
import { langchainAnthropic } from './clients/langchain-anthropic';
import { langchainAws } from './clients/langchain-aws';
import { langchainCohere } from './clients/langchain-cohere';
import { langchainGoogleGenai } from './clients/langchain-google-genai';
import { langchainGoogleVertexai } from './clients/langchain-google-vertexai';
import { langchainGroq } from './clients/langchain-groq';
import { langchainMistralai } from './clients/langchain-mistralai';
import { langchainOllama } from './clients/langchain-ollama';
import { langchainOpenai } from './clients/langchain-openai';
import { ldapjs } from './clients/ldapjs';
import { ldapts } from './clients/ldapts';
import { libsqlClient } from './clients/libsql-client';
import { linearSdk } from './clients/linear-sdk';
import { lithic } from './clients/lithic';
import { mailgunJs } from './clients/mailgun-js';
import { makeFetchHappen } from './clients/make-fetch-happen';
import { mariadb } from './clients/mariadb';
import { meilisearch } from './clients/meilisearch';
import { memcached } from './clients/memcached';
import { memjs } from './clients/memjs';
import { microsoftFetchEventSource } from './clients/microsoft-fetch-event-source';
import { microsoftMicrosoftGraphClient } from './clients/microsoft-microsoft-graph-client';
import { mikroOrmCore } from './clients/mikro-orm-core';
import { minio } from './clients/minio';
import { ministryofjusticeHmppsRestClient } from './clients/ministryofjustice-hmpps-rest-client';
import { minipassFetch } from './clients/minipass-fetch';
import { mistralaiMistralai } from './clients/mistralai-mistralai';
import { modelcontextprotocolSdk } from './clients/modelcontextprotocol-sdk';
import { modernTreasury } from './clients/modern-treasury';
import { mongodb } from './clients/mongodb';
import { mongoose } from './clients/mongoose';
import { mqtt } from './clients/mqtt';
import { mssql } from './clients/mssql';
import { mysql } from './clients/mysql';
import { mysql2 } from './clients/mysql2';
import { nano } from './clients/nano';
import { natsIoTransportNode } from './clients/nats-io-transport-node';
import { nats } from './clients/nats';
import { nearApiJs } from './clients/near-api-js';
import { needle } from './clients/needle';
import { neo4jDriver } from './clients/neo4j-driver';
import { neondatabaseServerless } from './clients/neondatabase-serverless';
import { nestjsAxios } from './clients/nestjs-axios';
import { nestjsMicroservices } from './clients/nestjs-microservices';
import { niceGrpc } from './clients/nice-grpc';
import { nodeDgram } from './clients/node-dgram';
import { nodeDns } from './clients/node-dns';
import { nodeFetchNative } from './clients/node-fetch-native';
import { nodeFetch } from './clients/node-fetch';
import { nodeHttp } from './clients/node-http';
import { nodeHttp2 } from './clients/node-http2';
import { nodeNet } from './clients/node-net';
import { nodeTls } from './clients/node-tls';
import { nodeSsh } from './clients/node-ssh';
import { nodeTelegramBotApi } from './clients/node-telegram-bot-api';
import { nodeVault } from './clients/node-vault';
import { nodemailer } from './clients/nodemailer';
import { notionhqClient } from './clients/notionhq-client';
import { octokitCore } from './clients/octokit-core';
import { octokitGraphql } from './clients/octokit-graphql';
import { octokitRequest } from './clients/octokit-request';
import { octokitRest } from './clients/octokit-rest';
import { octokit } from './clients/octokit';
import { ofetch } from './clients/ofetch';
import { ollama } from './clients/ollama';
import { openai } from './clients/openai';
import { openapiFetch } from './clients/openapi-fetch';
import { openidClient } from './clients/openid-client';
import { opensearchProjectOpensearch } from './clients/opensearch-project-opensearch';
import { opentelemetryOtlpExporterBase } from './clients/opentelemetry-otlp-exporter-base';
import { oracledb } from './clients/oracledb';
import { partysocket } from './clients/partysocket';
import { pg } from './clients/pg';
import { pgBoss } from './clients/pg-boss';
import { pgPromise } from './clients/pg-promise';
import { phin } from './clients/phin';
import { pineconeDatabasePinecone } from './clients/pinecone-database-pinecone';
import { plaid } from './clients/plaid';
import { planetscaleDatabase } from './clients/planetscale-database';
import { playwright } from './clients/playwright';
import { postgres } from './clients/postgres';
import { posthogNode } from './clients/posthog-node';
import { postmark } from './clients/postmark';
import { prismaClient } from './clients/prisma-client';
import { puppeteer } from './clients/puppeteer';
import { pusher } from './clients/pusher';
import { qdrantJsClientRest } from './clients/qdrant-js-client-rest';
import { razorpay } from './clients/razorpay';
import { reconnectingWebsocket } from './clients/reconnecting-websocket';
import { redaxios } from './clients/redaxios';
import { redis } from './clients/redis';
import { reduxjsToolkitQuery } from './clients/reduxjs-toolkit-query';
import { replicate } from './clients/replicate';
import { requestPromiseNative } from './clients/request-promise-native';
import { request } from './clients/request';
import { resend } from './clients/resend';
import { rssParser } from './clients/rss-parser';
import { runwaymlSdk } from './clients/runwayml-sdk';
import { rxjsAjax } from './clients/rxjs-ajax';
import { rxjsFetch } from './clients/rxjs-fetch';
import { sanityClient } from './clients/sanity-client';
import { sendgridMail } from './clients/sendgrid-mail';
import { sentryNode } from './clients/sentry-node';
import { sequelize } from './clients/sequelize';
import { shopifyShopifyApi } from './clients/shopify-shopify-api';
import { shopifyStorefrontApiClient } from './clients/shopify-storefront-api-client';
import { sigstoreSign } from './clients/sigstore-sign';
import { simpleGet } from './clients/simple-get';
import { simpleGit } from './clients/simple-git';
import { slackBolt } from './clients/slack-bolt';
import { slackWebApi } from './clients/slack-web-api';
import { slackWebhook } from './clients/slack-webhook';
import { soap } from './clients/soap';
import { socketIoClient } from './clients/socket-io-client';
import { solanaWeb3Js } from './clients/solana-web3-js';
import { sqsConsumer } from './clients/sqs-consumer';
import { ssh2SftpClient } from './clients/ssh2-sftp-client';
import { ssh2 } from './clients/ssh2';
import { stripe } from './clients/stripe';
import { supabaseSupabaseJs } from './clients/supabase-supabase-js';
import { superagent } from './clients/superagent';
import { tedious } from './clients/tedious';
import { telegraf } from './clients/telegraf';
import { temporalioClient } from './clients/temporalio-client';
import { togetherAi } from './clients/together-ai';
import { trpcClient } from './clients/trpc-client';
import { tusJsClient } from './clients/tus-js-client';
import { twilio } from './clients/twilio';
import { twitterApiV2 } from './clients/twitter-api-v2';
import { typedRestClient } from './clients/typed-rest-client';
import { typeorm } from './clients/typeorm';
import { typesense } from './clients/typesense';
import { undici } from './clients/undici';
import { unfetch } from './clients/unfetch';
import { upstashRedis } from './clients/upstash-redis';
import { urllib } from './clients/urllib';
import { urqlCore } from './clients/urql-core';
import { vercelKv } from './clients/vercel-kv';
import { viem } from './clients/viem';
import { webPush } from './clients/web-push';
import { web3 } from './clients/web3';
import { websocket } from './clients/websocket';
import { wretch } from './clients/wretch';
import { ws } from './clients/ws';
import { xior } from './clients/xior';
import { xmlhttprequest } from './clients/xmlhttprequest';
import { apolloLinkRetry as apolloLinkRetryGuard } from './guards/apollo-link-retry';
import { apolloLinkTimeout as apolloLinkTimeoutGuard } from './guards/apollo-link-timeout';
import { asyncRetry as asyncRetryGuard } from './guards/async-retry';
import { async as asyncGuard } from './guards/async';
import { axiosCacheInterceptor as axiosCacheInterceptorGuard } from './guards/axios-cache-interceptor';
import { axiosRetry as axiosRetryGuard } from './guards/axios-retry';
import { backoff as backoffGuard } from './guards/backoff';
import { bottleneck as bottleneckGuard } from './guards/bottleneck';
import { brakes as brakesGuard } from './guards/brakes';
import { bullmq as bullmqGuard } from './guards/bullmq';
import { cockatiel as cockatielGuard } from './guards/cockatiel';
import { effect as effectGuard } from './guards/effect';
import { exponentialBackoff as exponentialBackoffGuard } from './guards/exponential-backoff';
import { fetchRetry as fetchRetryGuard } from './guards/fetch-retry';
import { hystrixjs as hystrixjsGuard } from './guards/hystrixjs';
import { inngest as inngestGuard } from './guards/inngest';
import { levee as leveeGuard } from './guards/levee';
import { lifeomicAttempt as lifeomicAttemptGuard } from './guards/lifeomic-attempt';
import { mollitia as mollitiaGuard } from './guards/mollitia';
import { nestjsResilience as nestjsResilienceGuard } from './guards/nestjs-resilience';
import { opossum as opossumGuard } from './guards/opossum';
import { pAll as pAllGuard } from './guards/p-all';
import { pLimit as pLimitGuard } from './guards/p-limit';
import { pMap as pMapGuard } from './guards/p-map';
import { pQueue as pQueueGuard } from './guards/p-queue';
import { pRetry as pRetryGuard } from './guards/p-retry';
import { pThrottle as pThrottleGuard } from './guards/p-throttle';
import { pTimeout as pTimeoutGuard } from './guards/p-timeout';
import { pollyJs as pollyJsGuard } from './guards/polly-js';
import { promiseRetry as promiseRetryGuard } from './guards/promise-retry';
import { reduxjsToolkitQuery as reduxjsToolkitQueryGuard } from './guards/reduxjs-toolkit-query';
import { resilienceModule as resilienceModuleGuard } from './guards/resilience-module';
import { resilience4ts as resilience4tsGuard } from './guards/resilience4ts';
import { retryAxios as retryAxiosGuard } from './guards/retry-axios';
import { retry as retryGuard } from './guards/retry';
import { rxjs as rxjsGuard } from './guards/rxjs';
import { sapCloudSdkResilience as sapCloudSdkResilienceGuard } from './guards/sap-cloud-sdk-resilience';
import { superchargePromisePool as superchargePromisePoolGuard } from './guards/supercharge-promise-pool';
import { swr as swrGuard } from './guards/swr';
import { tanstackAngularQuery as tanstackAngularQueryGuard } from './guards/tanstack-angular-query';
import { tanstackQuery as tanstackQueryGuard } from './guards/tanstack-query';
import { tanstackSolidQuery as tanstackSolidQueryGuard } from './guards/tanstack-solid-query';
import { tanstackSvelteQuery as tanstackSvelteQueryGuard } from './guards/tanstack-svelte-query';
import { temporal as temporalGuard } from './guards/temporal';
import { tinyAsyncPool as tinyAsyncPoolGuard } from './guards/tiny-async-pool';
import { trigger as triggerGuard } from './guards/trigger';
import { trpcClient as trpcClientGuard } from './guards/trpc-client';
import { tsRetryPromise as tsRetryPromiseGuard } from './guards/ts-retry-promise';
import { tsRetry as tsRetryGuard } from './guards/ts-retry';
import { typescriptRetryDecorator as typescriptRetryDecoratorGuard } from './guards/typescript-retry-decorator';
import { urqlExchangeRetry as urqlExchangeRetryGuard } from './guards/urql-exchange-retry';
import { containers } from './containers';
import { shapers } from './shapers';
import { standIns } from './stand-ins';
import { platforms } from './platforms';
import { searches } from './searches';
import { executed } from './executed';
import { proven } from './proven';

/** What Breakwater knows of libraries: the two lists, alphabetical. */
export const catalog: Catalog = {
  clients: proven(
    [
      actionsArtifact,
      actionsCache,
      actionsGithub,
      actionsHttpClient,
      actionsToolCache,
      ai,
      airtable,
      algoliasearch,
      amqpConnectionManager,
      amqplib,
      amqplibCallbackApi,
      angularCommonHttp,
      anthropicAiBedrockSdk,
      anthropicAiSdk,
      anthropicAiVertexSdk,
      apifyClient,
      apisauce,
      apolloClient,
      apolloDatasourceRest,
      auth0,
      awsSdkClient,
      awsSdkLibDynamodb,
      awsSdkLibStorage,
      awsSdk,
      axios,
      azureAiTextAnalytics,
      azureAppConfiguration,
      azureArm,
      azureCommunicationEmail,
      azureCoreRestPipeline,
      azureCosmos,
      azureDataTables,
      azureEventHubs,
      azureEventgrid,
      azureIdentity,
      azureKeyvaultSecrets,
      azureMsalNode,
      azureOpenai,
      azureSearchDocuments,
      azureServiceBus,
      azureStorageBlob,
      basicFtp,
      bent,
      betterFetchFetch,
      browserbasehqSdk,
      bull,
      bullmq,
      cassandraDriver,
      cerebrasCerebrasCloudSdk,
      clickhouseClient,
      cloudflare,
      cloudflareWorkersTypes,
      cloudinary,
      cohereAi,
      confluentincKafkaJavascript,
      connectrpcConnect,
      consul,
      contentfulManagement,
      contentful,
      crossFetch,
      datadogDatadogApiClient,
      deepgramSdk,
      discordJs,
      discordjsRest,
      dockerode,
      drizzleOrm,
      elasticElasticsearch,
      etcd3,
      ethers,
      eventsource,
      expoServerSdk,
      fetch,
      firebaseAdmin,
      firebase,
      followRedirects,
      gaxios,
      gitbeakerRest,
      golevelupNestjsRabbitmq,
      googleAuthLibrary,
      googleCloudAiplatform,
      googleCloudBigquery,
      googleCloudDatastore,
      googleCloudDialogflow,
      googleCloudDocumentai,
      googleCloudFirestore,
      googleCloudKms,
      googleCloudLanguage,
      googleCloudLogging,
      googleCloudMonitoring,
      googleCloudPubsub,
      googleCloudRecaptchaEnterprise,
      googleCloudRun,
      googleCloudScheduler,
      googleCloudSecretManager,
      googleCloudSpeech,
      googleCloudStorage,
      googleCloudTasks,
      googleCloudTextToSpeech,
      googleCloudTranslate,
      googleCloudVision,
      googleGenai,
      googleGenerativeAi,
      googleapis,
      got,
      gotScraping,
      grammy,
      graphqlRequest,
      graphqlWs,
      groqSdk,
      grpcGrpcJs,
      hapiWreck,
      heyApiClientFetch,
      hono,
      hotShots,
      httpProxy,
      httpProxyMiddleware,
      hubspotApiClient,
      huggingfaceInference,
      imap,
      imapflow,
      influxdataInfluxdbClient,
      intercomClient,
      ioredis,
      iovalkey,
      isomorphicFetch,
      isomorphicUnfetch,
      jayson,
      jose,
      jquery,
      jsforce,
      jsonRpc20,
      jwksRsa,
      kafkajs,
      keyv,
      keyvRedis,
      knex,
      kubernetesClientNode,
      ky,
      kysely,
      langchainAnthropic,
      langchainAws,
      langchainCohere,
      langchainGoogleGenai,
      langchainGoogleVertexai,
      langchainGroq,
      langchainMistralai,
      langchainOllama,
      langchainOpenai,
      ldapjs,
      ldapts,
      libsqlClient,
      linearSdk,
      lithic,
      mailgunJs,
      makeFetchHappen,
      mariadb,
      meilisearch,
      memcached,
      memjs,
      microsoftFetchEventSource,
      microsoftMicrosoftGraphClient,
      mikroOrmCore,
      minio,
      ministryofjusticeHmppsRestClient,
      minipassFetch,
      mistralaiMistralai,
      modelcontextprotocolSdk,
      modernTreasury,
      mongodb,
      mongoose,
      mqtt,
      mssql,
      mysql,
      mysql2,
      nano,
      natsIoTransportNode,
      nats,
      nearApiJs,
      needle,
      neo4jDriver,
      neondatabaseServerless,
      nestjsAxios,
      nestjsMicroservices,
      niceGrpc,
      nodeDgram,
      nodeDns,
      nodeFetchNative,
      nodeFetch,
      nodeHttp,
      nodeHttp2,
      nodeNet,
      nodeTls,
      nodeSsh,
      nodeTelegramBotApi,
      nodeVault,
      nodemailer,
      notionhqClient,
      octokitCore,
      octokitGraphql,
      octokitRequest,
      octokitRest,
      octokit,
      ofetch,
      ollama,
      openai,
      openapiFetch,
      openidClient,
      opensearchProjectOpensearch,
      opentelemetryOtlpExporterBase,
      oracledb,
      partysocket,
      pg,
      pgBoss,
      pgPromise,
      phin,
      pineconeDatabasePinecone,
      plaid,
      planetscaleDatabase,
      playwright,
      postgres,
      posthogNode,
      postmark,
      prismaClient,
      puppeteer,
      pusher,
      qdrantJsClientRest,
      razorpay,
      reconnectingWebsocket,
      redaxios,
      redis,
      reduxjsToolkitQuery,
      replicate,
      requestPromiseNative,
      request,
      resend,
      rssParser,
      runwaymlSdk,
      rxjsAjax,
      rxjsFetch,
      sanityClient,
      sendgridMail,
      sentryNode,
      sequelize,
      shopifyShopifyApi,
      shopifyStorefrontApiClient,
      sigstoreSign,
      simpleGet,
      simpleGit,
      slackBolt,
      slackWebApi,
      slackWebhook,
      soap,
      socketIoClient,
      solanaWeb3Js,
      sqsConsumer,
      ssh2SftpClient,
      ssh2,
      stripe,
      supabaseSupabaseJs,
      superagent,
      tedious,
      telegraf,
      temporalioClient,
      togetherAi,
      trpcClient,
      tusJsClient,
      twilio,
      twitterApiV2,
      typedRestClient,
      typeorm,
      typesense,
      undici,
      unfetch,
      upstashRedis,
      urllib,
      urqlCore,
      vercelKv,
      viem,
      webPush,
      web3,
      websocket,
      wretch,
      ws,
      xior,
      xmlhttprequest,
    ],
    executed.clients,
    executed.except,
  ),
  guards: proven(
    [
      apolloLinkRetryGuard,
      apolloLinkTimeoutGuard,
      asyncRetryGuard,
      asyncGuard,
      axiosCacheInterceptorGuard,
      axiosRetryGuard,
      backoffGuard,
      bottleneckGuard,
      brakesGuard,
      bullmqGuard,
      cockatielGuard,
      effectGuard,
      exponentialBackoffGuard,
      fetchRetryGuard,
      hystrixjsGuard,
      inngestGuard,
      leveeGuard,
      lifeomicAttemptGuard,
      mollitiaGuard,
      nestjsResilienceGuard,
      opossumGuard,
      pAllGuard,
      pLimitGuard,
      pMapGuard,
      pQueueGuard,
      pRetryGuard,
      pThrottleGuard,
      pTimeoutGuard,
      pollyJsGuard,
      promiseRetryGuard,
      reduxjsToolkitQueryGuard,
      resilienceModuleGuard,
      resilience4tsGuard,
      retryAxiosGuard,
      retryGuard,
      rxjsGuard,
      sapCloudSdkResilienceGuard,
      superchargePromisePoolGuard,
      swrGuard,
      tanstackAngularQueryGuard,
      tanstackQueryGuard,
      tanstackSolidQueryGuard,
      tanstackSvelteQueryGuard,
      temporalGuard,
      tinyAsyncPoolGuard,
      triggerGuard,
      trpcClientGuard,
      tsRetryPromiseGuard,
      tsRetryGuard,
      typescriptRetryDecoratorGuard,
      urqlExchangeRetryGuard,
    ],
    executed.guards,
    executed.exceptGuards,
  ),
  containers,
  standIns,
  shapers,
  platforms,
  searches,
};
