@NullMarked
package dev.monitor.graphql.spring;

import org.jspecify.annotations.NullMarked;
