@NullMarked
package dev.monitor.graphql.autoconfigure;

import org.jspecify.annotations.NullMarked;
