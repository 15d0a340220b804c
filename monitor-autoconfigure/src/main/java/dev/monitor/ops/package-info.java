/**
 * Files for operators: dashboard, alerts, scrape jobs, load balancer, deployment.
 */
@NullMarked
package dev.monitor.ops;

import org.jspecify.annotations.NullMarked;
