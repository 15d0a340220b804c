/**
 * One log event for every GraphQL operation.
 */
@NullMarked
package dev.monitor.graphql.execution;

import org.jspecify.annotations.NullMarked;
