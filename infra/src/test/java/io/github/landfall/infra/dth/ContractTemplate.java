package io.github.landfall.infra.dth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * A template for tests with all that Landfall counts on in Data Transfer Hub's: the same
 * parameters, outputs, and logical ids of what is known by name, and what no longer deploys. The
 * rest is our own, and would transfer nothing.
 */
public final class ContractTemplate {

  /** The group of workers, which the instances' first commands name. */
  static final String WORKERS = "EC2WorkerStackS3RepWorkerASGED108717";

  static final String LAUNCH_CONFIGURATION = "EC2WorkerStackS3RepWorkerASGLaunchConfigD3935352";
  static final String LAUNCH_TEMPLATE = "EC2WorkerStackS3RepWorkerASGLaunchTemplateD3935352";
  static final String CUSTOM_RESOURCE = "ECSStackDRHS3CustomResource873D4CA4";
  static final String PROVIDER = "ECSStackProviderframeworkonEvent81440AC2";
  static final String HANDLER = "ECSStackEventHandler46571048";
  static final String EVENT_STACK = "EventStack";
  static final String WRITE_POLICY = "WorkerWritePolicy";
  static final String RULE = "ECSStackDTHFinderSchedule13B0438D";
  static final String IMAGE =
      "SsmParameterValueawsserviceamiamazonlinuxlatestamzn2amihvmarm64gp2C96584B6F00A464EAD1953AFF4B05118Parameter";

  private static final String AMAZON_LINUX_2 =
      "/aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-arm64-gp2";
  private static final String AMAZON_LINUX_2023 =
      "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode json = JSON.createObjectNode();

  private ContractTemplate(String version) {
    json.put("AWSTemplateFormatVersion", "2010-09-09");
    json.put(
        "Description",
        "(SO8002) - Data Transfer Hub - S3 Plugin - Template version %s".formatted(version));
    List.of("Metadata", "Parameters", "Mappings", "Conditions", "Resources", "Outputs")
        .forEach(json::putObject);
    merge(
        "Mappings",
        """
        {
          "EC2WorkerStackAssetTable1A2B3C4D": {
            "aws": {"assetDomain": "https://assets.example"},
            "aws-cn": {"assetDomain": "https://assets.example.cn"}
          }
        }
        """);
  }

  /**
   * Edition {@code ecs} as it was published.
   *
   * @param version {@code v2.1.0}, or {@code v2.0.2}, which has fewer parameters and runs its
   *     finder each hour
   */
  public static ContractTemplate ecs(String version) {
    ContractTemplate template = finderOnFargate(version);
    template.runAtCreation();
    template.eventStack();
    template.workersOfLaunchConfiguration();
    ((ArrayNode) template.properties(WRITE_POLICY).at("/PolicyDocument/Statement")).remove(1);
    return template;
  }

  /**
   * Edition {@code ec2} as it was published.
   *
   * @param version {@code v2.6.7}
   */
  public static ContractTemplate ec2(String version) {
    ContractTemplate template = new ContractTemplate(version);
    template.commonParameters("INTELLIGENT_TIERING");
    template.parameter("ec2VpcId", "AWS::EC2::VPC::Id", "");
    template.parameter("ec2Subnets", "List<AWS::EC2::Subnet::Id>", "");
    template.parameter("ec2CronExpression", "String", "0/60 * * * ? *");
    template.parameter(
        "finderEc2Memory", "String", "8", "8", "16", "32", "64", "128", "256", "384", "512");
    template.listParameters();
    template.parameter("srcPrefixListBucket", "String", "");
    template.parameter("isPayerRequest", "String", "false", "true", "false");
    template.parameter("destPutObjectSSEType", "String", "None", "None", "AES256", "AWS_KMS");
    template.parameter("destPutObjectSSEKmsKeyId", "String", "");
    template.image(AMAZON_LINUX_2);
    template.dataAndOutputs();
    template.merge();
    template.finderOnInstance();
    template.workersOfOwnLaunchTemplate();
    template.form();
    return template;
  }

  /** Edition {@code ecs} as it would be published today: there is nothing to bring up to date. */
  public static ContractTemplate current() {
    ContractTemplate template = finderOnFargate("v2.1.0");
    template.image(AMAZON_LINUX_2023);
    template.launchTemplate(LAUNCH_TEMPLATE, "t4g.micro", worker());
    template.group(WORKERS, "ecsSubnets").set("LaunchTemplate", startsFrom(LAUNCH_TEMPLATE));
    return template;
  }

  /** Lets it have another description, or none for null. */
  public ContractTemplate describedAs(String description) {
    json.put("Description", description);
    if (description == null) {
      json.remove("Description");
    }
    return this;
  }

  /** Takes a parameter away, and nothing that refers to it. */
  public ContractTemplate withoutParameter(String name) {
    return without("Parameters", name);
  }

  /** Takes a resource away, and nothing that refers to it. */
  public ContractTemplate withoutResource(String id) {
    return without("Resources", id);
  }

  /** Takes an output away. */
  public ContractTemplate withoutOutput(String name) {
    return without("Outputs", name);
  }

  /** Adds a parameter, or changes one. */
  public ContractTemplate withParameter(String name, String definition) {
    member("Parameters").set(name, parsed(definition));
    return this;
  }

  /** Adds a resource, or changes one. */
  public ContractTemplate withResource(String id, String definition) {
    member("Resources").set(id, parsed(definition));
    return this;
  }

  /** Adds an output, or changes one. */
  public ContractTemplate withOutput(String name, String definition) {
    member("Outputs").set(name, parsed(definition));
    return this;
  }

  /** The content, for a test to change. */
  public ObjectNode json() {
    return json;
  }

  /** The file's text. */
  public String text() {
    return json.toPrettyString();
  }

  /** A resource, for a test to change. */
  ObjectNode resource(String id) {
    return (ObjectNode) json.required("Resources").required(id);
  }

  /** A resource's properties, for a test to change. */
  ObjectNode properties(String id) {
    return (ObjectNode) resource(id).required("Properties");
  }

  /** Lets the launch configuration's instances run this script at their start. */
  ContractTemplate withUserData(String script) {
    properties(LAUNCH_CONFIGURATION).putObject("UserData").put("Fn::Base64", script);
    return this;
  }

  static ObjectNode parsed(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ContractTemplate finderOnFargate(String version) {
    ContractTemplate template = new ContractTemplate(version);
    boolean hourly = version.startsWith("v2.0.");
    template.commonParameters("STANDARD");
    template.parameter("ecsClusterName", "String", "");
    template.parameter("ecsVpcId", "AWS::EC2::VPC::Id", "");
    template.parameter("ecsSubnets", "List<AWS::EC2::Subnet::Id>", "");
    if (!hourly) {
      template.parameter(
          "ecsFargateMemory",
          "Number",
          "8192",
          "8192",
          "12288",
          "16384",
          "20480",
          "24576",
          "30720");
      template.parameter("ecsCronExpression", "String", "0/60 * * * ? *");
      template.listParameters();
    }
    template.dataAndOutputs();
    template.merge(
        "Outputs",
        """
        {"ECSStackTaskDefinitionNameE8E07C57": {"Value": {"Fn::Sub": "${AWS::StackName}-DTHFinderTask"}}}
        """);
    template.task(hourly);
    template.schedule(hourly);
    template.form();
    return template;
  }

  private void commonParameters(String storageClass) {
    parameter(
        "srcType", "String", "Amazon_S3", "Amazon_S3", "Aliyun_OSS", "Qiniu_Kodo", "Tencent_COS");
    parameter("srcBucket", "String", null);
    parameter("srcPrefix", "String", "");
    parameter("srcRegion", "String", "");
    parameter("srcEndpoint", "String", "");
    parameter("srcInCurrentAccount", "String", "false", "true", "false");
    parameter("srcCredentials", "String", "");
    parameter("srcEvent", "String", "No", "No", "Create", "CreateAndDelete");
    parameter("destBucket", "String", null);
    parameter("destPrefix", "String", "");
    parameter("destRegion", "String", "");
    parameter("destInCurrentAccount", "String", "true", "true", "false");
    parameter("destCredentials", "String", "");
    parameter(
        "destStorageClass",
        "String",
        storageClass,
        "STANDARD",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING");
    parameter(
        "destAcl",
        "String",
        "bucket-owner-full-control",
        "private",
        "public-read",
        "public-read-write",
        "authenticated-read",
        "aws-exec-read",
        "bucket-owner-read",
        "bucket-owner-full-control");
    parameter("alarmEmail", "String", null)
        .put("AllowedPattern", "\\w[-\\w.+]*@([A-Za-z0-9][-A-Za-z0-9]+\\.)+[A-Za-z]{2,14}");
    parameter("includeMetadata", "String", "true", "true", "false");
    parameter("finderDepth", "String", "0");
    parameter("finderNumber", "String", "1");
    parameter("workerNumber", "String", "4");
    parameter("maxCapacity", "Number", "20");
    parameter("minCapacity", "Number", "1");
    parameter("desiredCapacity", "Number", "1");
  }

  private void listParameters() {
    parameter("srcPrefixsListFile", "String", "");
    parameter("srcSkipCompare", "String", "false", "true", "false");
  }

  private ObjectNode parameter(String name, String type, String byDefault, String... allowed) {
    ObjectNode parameter = member("Parameters").putObject(name).put("Type", type);
    if (byDefault != null) {
      parameter.put("Default", byDefault);
    }
    if (allowed.length > 0) {
      ArrayNode values = parameter.putArray("AllowedValues");
      List.of(allowed).forEach(values::add);
    }
    return parameter;
  }

  private void image(String publicParameter) {
    parameter(IMAGE, "AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>", publicParameter);
  }

  private void dataAndOutputs() {
    merge(
        "Resources",
        """
        {
          "S3TransferTable": {
            "Type": "AWS::DynamoDB::Table",
            "DeletionPolicy": "Delete",
            "UpdateReplacePolicy": "Delete",
            "Properties": {
              "AttributeDefinitions": [{"AttributeName": "ObjectKey", "AttributeType": "S"}],
              "BillingMode": "PAY_PER_REQUEST",
              "KeySchema": [{"AttributeName": "ObjectKey", "KeyType": "HASH"}]
            }
          },
          "S3TransferQueueDLQ": {
            "Type": "AWS::SQS::Queue",
            "Properties": {"MessageRetentionPeriod": 1209600}
          },
          "S3TransferQueue": {
            "Type": "AWS::SQS::Queue",
            "Properties": {
              "RedrivePolicy": {
                "deadLetterTargetArn": {"Fn::GetAtt": ["S3TransferQueueDLQ", "Arn"]},
                "maxReceiveCount": 5
              },
              "VisibilityTimeout": 900
            }
          },
          "QueuePolicy": {
            "Type": "AWS::SQS::QueuePolicy",
            "Properties": {
              "Queues": [{"Ref": "S3TransferQueue"}],
              "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [{
                  "Effect": "Allow",
                  "Principal": {"Service": "s3.amazonaws.com"},
                  "Action": "sqs:SendMessage",
                  "Resource": {"Fn::GetAtt": ["S3TransferQueue", "Arn"]},
                  "Condition": {"ArnEquals": {"aws:SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:s3:::${srcBucket}"}}}
                }]
              }
            }
          },
          "S3TransferAlarmTopic": {
            "Type": "AWS::SNS::Topic",
            "Properties": {"DisplayName": {"Fn::Sub": "Alarms of ${AWS::StackName}"}}
          },
          "AlarmSubscription": {
            "Type": "AWS::SNS::Subscription",
            "Properties": {
              "Protocol": "email",
              "TopicArn": {"Ref": "S3TransferAlarmTopic"},
              "Endpoint": {"Ref": "alarmEmail"}
            }
          },
          "WorkerLog": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 30}},
          "WorkerRole": {
            "Type": "AWS::IAM::Role",
            "Properties": {"AssumeRolePolicyDocument": %1$s}
          },
          "WorkerProfile": {
            "Type": "AWS::IAM::InstanceProfile",
            "Properties": {"Roles": [{"Ref": "WorkerRole"}]}
          },
          "WorkerPolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {"PolicyName": "Worker", "Roles": [{"Ref": "WorkerRole"}], "PolicyDocument": %2$s}
          },
          "WorkerWritePolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {
              "PolicyName": "Write",
              "Roles": [{"Ref": "WorkerRole"}],
              "PolicyDocument": {
                "Version": "2012-10-17",
                "Statement": [
                  {"Effect": "Allow", "Action": ["s3:GetObject*", "s3:PutObject"], "Resource": {"Fn::Sub": "arn:${AWS::Partition}:s3:::${destBucket}/*"}},
                  {"Effect": "Allow", "Action": "s3:PutObjectAcl", "Resource": {"Fn::Sub": "arn:${AWS::Partition}:s3:::${destBucket}/*"}}
                ]
              }
            }
          },
          "WorkerSecurityGroup": {
            "Type": "AWS::EC2::SecurityGroup",
            "Properties": {
              "GroupDescription": "Workers",
              "VpcId": {"Ref": "%3$s"}
            }
          }
        }
        """
            .formatted(
                trust("ec2.amazonaws.com"),
                allows("sqs:ReceiveMessage", "S3TransferQueue"),
                member("Parameters").has("ecsVpcId") ? "ecsVpcId" : "ec2VpcId"));
    merge(
        "Outputs",
        """
        {
          "CommonQueueNameEB26B1B7": {"Value": {"Fn::GetAtt": ["S3TransferQueue", "QueueName"]}},
          "CommonDLQQueueName98D51C56": {"Value": {"Fn::GetAtt": ["S3TransferQueueDLQ", "QueueName"]}},
          "CommonTableName4099A6E9": {"Value": {"Ref": "S3TransferTable"}},
          "CommonAlarmTopicName54A80B94": {"Value": {"Fn::GetAtt": ["S3TransferAlarmTopic", "TopicName"]}}
        }
        """);
  }

  private void task(boolean hourly) {
    merge(
        "Resources",
        """
        {
          "TaskRole": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": %1$s}},
          "TaskExecutionRole": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": %1$s}},
          "TaskPolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {
              "PolicyName": "Transfer",
              "Roles": [{"Ref": "TaskRole"}, {"Ref": "WorkerRole"}],
              "PolicyDocument": %2$s
            }
          },
          "FinderTask": {
            "Type": "AWS::ECS::TaskDefinition",
            "Properties": {
              "Family": {"Fn::Sub": "${AWS::StackName}-DTHFinderTask"},
              "Cpu": "4096",
              "Memory": "8192",
              "RequiresCompatibilities": ["FARGATE"],
              "NetworkMode": "awsvpc",
              "TaskRoleArn": {"Fn::GetAtt": ["TaskRole", "Arn"]},
              "ExecutionRoleArn": {"Fn::GetAtt": ["TaskExecutionRole", "Arn"]},
              "ContainerDefinitions": [{"Name": "finder", "Image": "public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0", "Environment": []}]
            }
          }
        }
        """
            .formatted(
                trust("ecs-tasks.amazonaws.com"), allows("sqs:SendMessage", "S3TransferQueue")));
    if (!hourly) {
      properties("FinderTask").putObject("Memory").put("Ref", "ecsFargateMemory");
    }
    ArrayNode environment =
        (ArrayNode) properties("FinderTask").required("ContainerDefinitions").at("/0/Environment");
    for (Map.Entry<String, JsonNode> parameter : member("Parameters").properties()) {
      String name = parameter.getKey();
      if ((name.startsWith("src") || name.startsWith("dest") || name.startsWith("finder"))
          && !name.equals("srcEvent")) {
        environment.addObject().put("Name", name).putObject("Value").put("Ref", name);
      }
    }
  }

  private void schedule(boolean hourly) {
    merge(
        "Resources",
        """
        {
          "%s": {
            "Type": "AWS::Events::Rule",
            "Properties": {
              "ScheduleExpression": {
                "Fn::Join": ["", ["cron(", {"Fn::If": ["Once", "0 0 1 1 ? 1999", {"Ref": "ecsCronExpression"}]}, ")"]]
              },
              "Targets": [{
                "Id": "Finder",
                "Arn": {"Fn::Sub": "arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:cluster/${ecsClusterName}"},
                "EcsParameters": {
                  "TaskDefinitionArn": {"Ref": "FinderTask"},
                  "NetworkConfiguration": {"AwsVpcConfiguration": {"Subnets": {"Ref": "ecsSubnets"}}}
                }
              }]
            }
          }
        }
        """
            .formatted(RULE));
    if (hourly) {
      properties(RULE).put("ScheduleExpression", "rate(1 hour)");
    } else {
      merge(
          "Conditions",
          """
          {"Once": {"Fn::Equals": [{"Ref": "ecsCronExpression"}, ""]}}
          """);
    }
  }

  private void runAtCreation() {
    merge(
        "Resources",
        """
        {
          "HandlerRole": {
            "Type": "AWS::IAM::Role",
            "Properties": {"AssumeRolePolicyDocument": %1$s},
            "DependsOn": ["FinderTask", "TaskRole"]
          },
          "HandlerPolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {"PolicyName": "Handler", "Roles": [{"Ref": "HandlerRole"}], "PolicyDocument": %2$s},
            "DependsOn": ["FinderTask", "TaskRole"]
          },
          "RunTaskPolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {"PolicyName": "RunTask", "Roles": [{"Ref": "HandlerRole"}], "PolicyDocument": %3$s}
          },
          "%4$s": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Runtime": "python3.8",
              "Handler": "handler.handle",
              "Role": {"Fn::GetAtt": ["HandlerRole", "Arn"]},
              "Code": {"S3Bucket": {"Fn::Sub": "code-${AWS::Region}"}, "S3Key": "handler.zip"}
            },
            "DependsOn": ["HandlerPolicy", "HandlerRole", "FinderTask"]
          },
          "ProviderRole": {
            "Type": "AWS::IAM::Role",
            "Properties": {"AssumeRolePolicyDocument": %1$s},
            "DependsOn": ["FinderTask"]
          },
          "ProviderPolicy": {
            "Type": "AWS::IAM::Policy",
            "Properties": {"PolicyName": "Provider", "Roles": [{"Ref": "ProviderRole"}], "PolicyDocument": %5$s}
          },
          "%6$s": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Runtime": "nodejs10.x",
              "Handler": "provider.handle",
              "Role": {"Fn::GetAtt": ["ProviderRole", "Arn"]},
              "Environment": {"Variables": {"HANDLER": {"Fn::GetAtt": ["%4$s", "Arn"]}}},
              "Code": {"S3Bucket": {"Fn::Sub": "code-${AWS::Region}"}, "S3Key": "provider.zip"}
            },
            "DependsOn": ["FinderTask", "ProviderPolicy", "ProviderRole"]
          },
          "%7$s": {
            "Type": "AWS::CloudFormation::CustomResource",
            "Properties": {
              "ServiceToken": {"Fn::GetAtt": ["%6$s", "Arn"]},
              "cluster": {"Ref": "ecsClusterName"},
              "subnets": {"Ref": "ecsSubnets"}
            },
            "DependsOn": ["FinderTask", "%6$s", "ProviderPolicy", "ProviderRole"]
          }
        }
        """
            .formatted(
                trust("lambda.amazonaws.com"),
                allows("iam:PassRole", "TaskRole"),
                allows("ecs:RunTask", null),
                HANDLER,
                allows("lambda:InvokeFunction", HANDLER),
                PROVIDER,
                CUSTOM_RESOURCE));
  }

  private void eventStack() {
    merge(
        "Conditions",
        """
        {
          "InChina": {"Fn::Equals": [{"Ref": "AWS::Partition"}, "aws-cn"]},
          "UseS3Event": {
            "Fn::And": [
              {"Fn::Equals": [{"Ref": "srcInCurrentAccount"}, "true"]},
              {"Fn::Equals": [{"Ref": "srcType"}, "Amazon_S3"]},
              {"Fn::Not": [{"Fn::Equals": [{"Ref": "srcEvent"}, "No"]}]}
            ]
          }
        }
        """);
    merge(
        "Resources",
        """
        {
          "EventStack": {
            "Type": "AWS::CloudFormation::Stack",
            "Condition": "UseS3Event",
            "DependsOn": ["QueuePolicy", "S3TransferQueue"],
            "Properties": {
              "TemplateURL": {
                "Fn::Join": ["/", [{"Fn::If": ["InChina", "https://templates.example.cn", "https://templates.example"]}, "events"]]
              },
              "Parameters": {
                "Event": {"Ref": "srcEvent"},
                "Bucket": {"Ref": "srcBucket"},
                "Queue": {"Fn::GetAtt": ["S3TransferQueue", "Arn"]}
              }
            }
          }
        }
        """);
  }

  private void workersOfLaunchConfiguration() {
    image(AMAZON_LINUX_2);
    merge(
        "Resources",
        """
        {
          "%s": {
            "Type": "AWS::AutoScaling::LaunchConfiguration",
            "Properties": {
              "AssociatePublicIpAddress": true,
              "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": {"Encrypted": true, "VolumeSize": 8}}],
              "IamInstanceProfile": {"Ref": "WorkerProfile"},
              "ImageId": {"Ref": "%s"},
              "InstanceMonitoring": true,
              "InstanceType": "t4g.micro",
              "SecurityGroups": [{"Fn::GetAtt": ["WorkerSecurityGroup", "GroupId"]}]
            },
            "DependsOn": ["WorkerPolicy", "WorkerRole"]
          }
        }
        """
            .formatted(LAUNCH_CONFIGURATION, IMAGE));
    properties(LAUNCH_CONFIGURATION).set("UserData", worker());
    group(WORKERS, "ecsSubnets")
        .putObject("LaunchConfigurationName")
        .put("Ref", LAUNCH_CONFIGURATION);
  }

  private void workersOfOwnLaunchTemplate() {
    ObjectNode userData = worker();
    ((ArrayNode) userData.at("/Fn::Base64/Fn::Join/1"))
        .add("echo '@reboot /opt/worker/run' | crontab -\n");
    launchTemplate("WorkerLaunchTemplate", "t4g.micro", userData);
    group(WORKERS, "ec2Subnets").set("LaunchTemplate", startsFrom("WorkerLaunchTemplate"));
  }

  private void finderOnInstance() {
    launchTemplate(
        "FinderLaunchTemplate",
        "t4g.large",
        parsed(
            """
            {"Fn::Base64": {"Fn::Sub": "#!/bin/sh\\necho '@reboot /opt/finder/list ${srcBucket}' | crontab -\\n"}}
            """));
    group("FinderGroup", "ec2Subnets").set("LaunchTemplate", startsFrom("FinderLaunchTemplate"));
    merge(
        "Conditions",
        """
        {"Once": {"Fn::Equals": [{"Ref": "ec2CronExpression"}, ""]}}
        """);
    merge(
        "Resources",
        """
        {
          "FinderLog": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 30}},
          "FinderSchedule": {
            "Type": "AWS::Events::Rule",
            "Properties": {
              "ScheduleExpression": {
                "Fn::Join": ["", ["cron(", {"Fn::If": ["Once", "0 0 1 1 ? 1999", {"Ref": "ec2CronExpression"}]}, ")"]]
              },
              "Targets": [{"Id": "Finder", "Arn": {"Fn::GetAtt": ["StartFinderFunction", "Arn"]}}]
            }
          },
          "FinderPermission": {
            "Type": "AWS::Lambda::Permission",
            "Properties": {
              "Action": "lambda:InvokeFunction",
              "FunctionName": {"Fn::GetAtt": ["StartFinderFunction", "Arn"]},
              "Principal": "events.amazonaws.com"
            }
          },
          "NotificationTrigger": {
            "Type": "AWS::CloudFormation::CustomResource",
            "Properties": {
              "ServiceToken": {"Fn::GetAtt": ["NotificationProvider", "Arn"]},
              "event": {"Ref": "srcEvent"},
              "bucket": {"Ref": "srcBucket"}
            }
          }
        }
        """);
    function("StartFinderFunction", "python3.9", "FinderGroup");
    function("NotificationFunction", "python3.9", "S3TransferQueue");
    function("NotificationProvider", "nodejs22.x", "NotificationFunction");
    merge(
        "Outputs",
        """
        {
          "FinderStackFinderLogGroupNameB966FCFB": {"Value": {"Ref": "FinderLog"}},
          "EC2WorkerStackWorkerLogGroupName752FB4C3": {"Value": {"Ref": "WorkerLog"}},
          "EC2WorkerStackWorkerASGName4A04CB6D": {"Value": {"Ref": "%s"}},
          "CommonStackName013B3BAB": {"Value": {"Ref": "AWS::StackName"}}
        }
        """
            .formatted(WORKERS));
  }

  private void merge() {
    function("CheckPartsFunction", "python3.9", "S3SplitPartTable");
    function("MergePartsFunction", "python3.9", "S3SplitPartTable");
    merge(
        "Resources",
        """
        {
          "S3SplitPartTable": {
            "Type": "AWS::DynamoDB::Table",
            "Properties": {
              "AttributeDefinitions": [{"AttributeName": "UploadID", "AttributeType": "S"}],
              "BillingMode": "PAY_PER_REQUEST",
              "KeySchema": [{"AttributeName": "UploadID", "KeyType": "HASH"}]
            }
          },
          "MergeRole": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": %s}},
          "MergeStateMachine": {
            "Type": "AWS::StepFunctions::StateMachine",
            "Properties": {
              "RoleArn": {"Fn::GetAtt": ["MergeRole", "Arn"]},
              "DefinitionString": {"Fn::Sub": "{\\"Check\\": \\"${CheckPartsFunction.Arn}\\", \\"Merge\\": \\"${MergePartsFunction.Arn}\\"}"}
            }
          }
        }
        """
            .formatted(trust("states.amazonaws.com")));
    merge(
        "Outputs",
        """
        {
          "MultiPartStateMachineSfnArnFA9E5135": {"Value": {"Ref": "MergeStateMachine"}},
          "CommonSplitPartTableName68CB1187": {"Value": {"Ref": "S3SplitPartTable"}}
        }
        """);
  }

  private void function(String id, String runtime, String target) {
    merge(
        "Resources",
        """
        {
          "%1$sRole": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": %2$s}},
          "%1$s": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
              "Runtime": "%3$s",
              "Handler": "index.handle",
              "Role": {"Fn::GetAtt": ["%1$sRole", "Arn"]},
              "Environment": {"Variables": {"TARGET": {"Ref": "%4$s"}}},
              "Code": {"S3Bucket": {"Fn::Sub": "code-${AWS::Region}"}, "S3Key": "%1$s.zip"}
            },
            "DependsOn": ["%1$sRole"]
          }
        }
        """
            .formatted(id, trust("lambda.amazonaws.com"), runtime, target));
  }

  private void launchTemplate(String id, String instanceType, ObjectNode userData) {
    merge(
        "Resources",
        """
        {
          "%s": {
            "Type": "AWS::EC2::LaunchTemplate",
            "Properties": {
              "LaunchTemplateData": {
                "IamInstanceProfile": {"Arn": {"Fn::GetAtt": ["WorkerProfile", "Arn"]}},
                "ImageId": {"Ref": "%s"},
                "InstanceType": "%s",
                "MetadataOptions": {"HttpTokens": "required"},
                "SecurityGroupIds": [{"Fn::GetAtt": ["WorkerSecurityGroup", "GroupId"]}]
              }
            },
            "DependsOn": ["WorkerPolicy", "WorkerRole"]
          }
        }
        """
            .formatted(id, IMAGE, instanceType));
    ((ObjectNode) properties(id).required("LaunchTemplateData")).set("UserData", userData);
  }

  private ObjectNode group(String id, String subnets) {
    merge(
        "Resources",
        """
        {
          "%s": {
            "Type": "AWS::AutoScaling::AutoScalingGroup",
            "Properties": {
              "DesiredCapacity": {"Ref": "desiredCapacity"},
              "MinSize": {"Ref": "minCapacity"},
              "MaxSize": {"Ref": "maxCapacity"},
              "VPCZoneIdentifier": {"Ref": "%s"}
            },
            "CreationPolicy": {"ResourceSignal": {"Count": {"Ref": "minCapacity"}}},
            "UpdatePolicy": {"AutoScalingScheduledAction": {"IgnoreUnmodifiedGroupSizeProperties": true}},
            "Metadata": {"AWS::CloudFormation::Init": {"config": {"files": {"/opt/worker/agent.json": {"content": "{}"}}}}}
          }
        }
        """
            .formatted(id, subnets));
    return properties(id);
  }

  private static ObjectNode startsFrom(String launchTemplate) {
    return parsed(
        """
        {
          "LaunchTemplateId": {"Ref": "%1$s"},
          "Version": {"Fn::GetAtt": ["%1$s", "LatestVersionNumber"]}
        }
        """
            .formatted(launchTemplate));
  }

  private static ObjectNode worker() {
    return parsed(
        """
        {
          "Fn::Base64": {
            "Fn::Join": ["", [
              "#!/bin/sh\\n/opt/aws/bin/cfn-init --resource %1$s --stack ", {"Ref": "AWS::StackName"},
              "\\n/opt/aws/bin/cfn-signal --resource %1$s --stack ", {"Ref": "AWS::StackName"},
              "\\nyum -y install amazon-cloudwatch-agent\\ncurl -LO \\"",
              {"Fn::FindInMap": ["EC2WorkerStackAssetTable1A2B3C4D", {"Ref": "AWS::Partition"}, "assetDomain"]},
              "/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz\\"\\ntar -xzf dthcli_1.1.0_linux_arm64.tar.gz\\n./dthcli --queue ",
              {"Fn::GetAtt": ["S3TransferQueue", "QueueName"]}, " --threads ", {"Ref": "workerNumber"},
              " --metadata ", {"Ref": "includeMetadata"}, " --acl ", {"Ref": "destAcl"}, " --log ",
              {"Ref": "WorkerLog"}, "\\n"
            ]]
          }
        }
        """
            .formatted(WORKERS));
  }

  /** The console's form. */
  private void form() {
    ObjectNode form =
        ((ObjectNode) json.required("Metadata")).putObject("AWS::CloudFormation::Interface");
    ArrayNode names = form.putArray("ParameterGroups").addObject().putArray("Parameters");
    ObjectNode labels = form.putObject("ParameterLabels");
    member("Parameters")
        .fieldNames()
        .forEachRemaining(
            name -> {
              names.add(name);
              labels.putObject(name).put("default", "The " + name);
            });
  }

  private static String trust(String service) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "%s"}, "Action": "sts:AssumeRole"}]}\
    """
        .formatted(service);
  }

  private static String allows(String action, String resource) {
    return """
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": %s}]}\
    """
        .formatted(
            action,
            resource == null ? "\"*\"" : "{\"Fn::GetAtt\": [\"%s\", \"Arn\"]}".formatted(resource));
  }

  private ContractTemplate without(String section, String name) {
    if (member(section).remove(name) == null) {
      throw new IllegalArgumentException("there is no %s in %s".formatted(name, section));
    }
    return this;
  }

  private void merge(String section, String members) {
    member(section).setAll(parsed(members));
  }

  private ObjectNode member(String section) {
    return (ObjectNode) json.required(section);
  }
}
