import type { ApolloServerOptionsWithGateway, BaseContext } from "@apollo/server";

// Apollo Server publishes these only as parts of its options.

/** What stands behind Apollo Server: it has the schema and answers valid operations. */
export type GatewayInterface = ApolloServerOptionsWithGateway<BaseContext>["gateway"];
export type GatewayLoadResult = Awaited<ReturnType<GatewayInterface["load"]>>;
export type GatewayExecutor = NonNullable<GatewayLoadResult["executor"]>;
export type GatewayExecutionResult = Awaited<ReturnType<GatewayExecutor>>;
export type GatewayRequest = Parameters<GatewayExecutor>[0];
export type SchemaCallback = Parameters<GatewayInterface["onSchemaLoadOrUpdate"]>[0];
