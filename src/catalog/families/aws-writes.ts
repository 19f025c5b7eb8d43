/**
 * What of the writes of AWS comes to the same when it is done twice. The names of operations are those of the methods; `!` leaves one
 * out of the others. Read in the packages of 74 services at 3.1048 to 3.1173; the token of DynamoDB's transactions is run.
 */

/** By their verbs: they say what shall be, or what shall be no more. */
const byVerb = words(`
  abort associate attach cancel delete deregister detach disable disassociate enable modify put remove set stop subscribe tag terminate
  unsubscribe untag update
`).map((verb) => `${verb}*`);

/** What comes in is added to what is there, and an item may be told to count. */
const adding = ['putEvents', 'putPartnerEvents', 'putRecord*', 'putLogEvents', 'putMetricData', 'putTelemetryRecords', 'putTraceSegments'];
const counting = ['update', 'updateItem'];

/** Another of the same name is refused, or is the one that is there. */
const byName = words(`
  createAlias createBucket createChangeSet createCustomPlugin createDashboard createDBCluster createDBInstance
  createFolder createGroup createLoadBalancer createLogGroup createLogStream createNamespace createQueue
  createRepository createRole createStack createTable createTargetGroup createTopic createWorkgroup adminCreateUser signUp
`);

/** Items are put and deleted, never counted; an object and a part of one replace what is there. */
const replacing = ['batchWrite', 'batchWriteItem', 'copyObject', 'uploadPart', 'uploadPartCopy'];

/** The SDK makes a token before the first attempt, unless one is given, in every one of those services that has such an operation. */
export const awsTokened: readonly string[] = words(`
  allocateIpamPoolCidr authorizeClientVpnIngress batchModifyIpamRoutingPolicyRegistrations batchPutContact checkpointDurableExecution
  claimPhoneNumber copyBackup copyProduct copySnapshotAndUpdateVolume copyVolumes createAccessPoint createAcmeDomainValidation
  createAcmeEndpoint createAcmeExternalAccountBinding createAdapter createAdapterVersion createAdvancedPromptOptimizationJob
  createAgentActionGroup createAgentAlias createAggregatorV2 createAndAttachS3AccessPoint createApplication createApplicationStatusCheck
  createAttachedFile createAuditSuppression createAutomatedReasoningPolicy createAutomatedReasoningPolicyTestCase
  createAutomatedReasoningPolicyVersion createAutomationRuleV2 createBackupPlan createBackupSelection createBackupVault
  createCapacityManagerDataExport createCapacityReservationBySplitting createCapacityReservationCancellationQuote
  createCapacityReservationDateChangeQuote createCapacityReservationFleet createCarrierGateway createCertificateProvider
  createClientVpnEndpoint createClientVpnRoute createConnectorV2 createConstraint createContactFlowModule createCustomMetric
  createCustomModel createCustomModelDeployment createDataQualityEvaluationConfig createDataRepositoryAssociation
  createDataRepositoryTask createDelegateMacVolumeOwnershipTask createDimension createDocumentClassifier createEntityRecognizer
  createEvaluationForm createEvaluationJob createExtractionDefinition createFileCache createFileSystem createFileSystemFromBackup
  createFleet createFlow createFlowAlias createFlowVersion createFlywheel createFramework createGateway createGlossary
  createGlossaryTerm createGuardrail createGuardrailVersion createHttpNamespace createImageUsageReport createInferenceProfile
  createInstance createInstanceConnectEndpoint createInterruptibleCapacityReservationAllocation createIpam
  createIpamExternalResourceVerificationToken createIpamInternetRegistryAssociation createIpamPolicy createIpamPool
  createIpamPrefixListResolver createIpamPrefixListResolverTarget createIpamResourceDiscovery createIpamRoutingPolicyRegistration
  createIpamScope createLaunchTemplate createLaunchTemplateVersion createLegalHold createLogicallyAirGappedBackupVault
  createMacSystemIntegrityProtectionModificationTask createMaintenanceWindow createManagedPrefixList createMarketplaceModelEndpoint
  createMeeting createMeetingWithAttendees createMetric createMetricCategory createModelCopyJob createModelCustomizationJob
  createModelInvocationJob createNamedQuery createNatGateway createNetworkInsightsAccessScope createNetworkInsightsPath
  createNetworkingFlexCostAllocationPolicy createNotification createPackageVersion createParallelData createParticipant
  createPatchBaseline createPortfolio createPrivateDnsNamespace createProduct createPromptRouter createPromptVersion
  createProvisionedModelThroughput createProvisionedProductPlan createProvisioningArtifact createPublicDnsNamespace
  createPushNotificationRegistration createReplaceRootVolumeTask createReportPlan createReservation createRestoreAccessBackupVault
  createRouteServer createRouteServerEndpoint createSchedule createScheduleGroup createSecondaryNetwork createSecondarySubnet
  createSecret createServiceAction createStackInstances createStackSet createStorageVirtualMachine createSystemTableConfiguration
  createTaskTemplate createTicketV2 createTieringConfiguration createTrafficDistributionGroup createTrafficMirrorFilter
  createTrafficMirrorFilterRule createTrafficMirrorSession createTrafficMirrorTarget createVerifiedAccessEndpoint
  createVerifiedAccessGroup createVerifiedAccessInstance createVerifiedAccessTrustProvider createVolumeFromBackup detectStackSetDrift
  executeProvisionedProductPlan executeProvisionedProductServiceAction executeTransaction exportImage exportTableToPointInTime
  importAsProvisionedProduct importPhoneNumber importStacksToStackSet importTable ingestKnowledgeBaseDocuments launchInstances
  monitorContact moveCapacityReservationInstances notifyProvisionProductEngineWorkflowResult
  notifyTerminateProvisionedProductEngineWorkflowResult notifyUpdateProvisionedProductEngineWorkflowResult provisionIpamPoolCidr
  provisionProduct publishDataQualityResultV2 purchaseScheduledInstances redriveExecution registerInstance
  registerTargetWithMaintenanceWindow registerTaskWithMaintenanceWindow releaseFileSystemNfsV3Locks releasePhoneNumber renameObject
  replicateInstance restoreVolumeFromSnapshot rotateSecret runScheduledInstances runTask sendOutboundEmail sendOutboundWebNotification
  startAssistantContact startAttachedFileUpload startAuditMitigationActionsTask startAutomatedReasoningPolicyTestWorkflow startBackupJob
  startBulkPutItems startChatContact startContactEvaluation startContactStreaming startCopyJob startDetectMitigationActionsTask
  startDocumentClassificationJob startDominantLanguageDetectionJob startEmailContact startEntitiesDetectionJob startEventsDetectionJob
  startIngestionJob startKeyPhrasesDetectionJob startMediaAnalysisJob startMisconfiguredStateRecovery
  startNetworkInsightsAccessScopeAnalysis startNetworkInsightsAnalysis startOutboundChatContact startOutboundEmailContact
  startOutboundVoiceContact startPiiEntitiesDetectionJob startPipelineExecution startQueryExecution startReportJob startRestoreJob
  startScreenSharing startSentimentDetectionJob startTargetedSentimentDetectionJob startTaskContact startTestCaseExecution
  startTextTranslationJob startTopicsDetectionJob startWebRTCContact submitServiceJob transactWriteItems transferContact
`);

export const awsIdempotent: readonly string[] = [
  ...byVerb,
  ...[...adding, ...counting].map((name) => `!${name}`),
  ...byName,
  ...replacing,
  ...awsTokened,
  // The same over documents.
  'transactWrite',
];

/** Members of what is sent by which a service knows a repetition. */
export const awsKeys: readonly { readonly member: string; readonly of?: readonly string[] }[] = [
  ...['ClientToken', 'clientToken', 'ClientRequestToken', 'clientRequestToken', 'IdempotencyToken', 'CallerReference'].map((member) => ({
    member,
  })),
  ...['MessageDeduplicationId', 'TransactionId'].map((member) => ({ member })),
  // A run and a job are known by their names.
  { member: 'name', of: ['startExecution'] },
  { member: 'TranscriptionJobName', of: ['startTranscriptionJob'] },
];

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
