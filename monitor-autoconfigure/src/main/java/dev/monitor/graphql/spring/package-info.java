/**
 * GraphQL operations that come over Spring for GraphQL.
 */
@NullMarked
package dev.monitor.graphql.spring;

import org.jspecify.annotations.NullMarked;
