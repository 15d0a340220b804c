/**
 * One log event for every GraphQL operation.
 */
@NullMarked
package dev.monitor.logging.graphql;

import org.jspecify.annotations.NullMarked;
