import type { AnnotationQuery, Dashboard, DataQuery } from "@grafana/schema";

// Types as JSON has them: enums are strings. Queries and annotations have what the data source Prometheus adds.
type Plain<T> = T extends string
  ? `${T}`
  : T extends object
    ? { [K in keyof T]: Plain<T[K]> } & (T extends DataQuery ? { expr: string; interval?: string } : unknown) &
        (T extends AnnotationQuery ? { titleFormat: string; textFormat: string } : unknown)
    : T;

export type PlainDashboard = Plain<Dashboard>;
