/**
 * Orders, over REST and GraphQL.
 */
@NullMarked
package dev.monitor.sample.order;

import org.jspecify.annotations.NullMarked;
