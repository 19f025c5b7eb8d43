import type { SearchModel } from '../model/catalog/search';

/** Frameworks that look for files, by how their guides lay a project out. Not executed: a row too many leaves a finding where it is. */
export const searches: readonly SearchModel[] = [
  { packages: ['next'], folders: ['app', 'pages', 'api'] },
  { packages: ['@sveltejs/kit'], folders: ['routes', 'hooks', 'params'] },
  { packages: ['astro'], folders: ['pages', 'middleware'] },
  { packages: ['gatsby'], folders: ['pages', 'api', 'templates'] },
  { packages: ['@remix-run/react', '@remix-run/node', '@react-router/dev'], folders: ['routes', 'app'] },
  { packages: ['@tanstack/react-start', '@tanstack/start'], folders: ['routes', 'app'] },
  { packages: ['vinxi', 'solid-start', '@solidjs/start'], folders: ['routes', 'api', 'app'] },
  { packages: ['expo-router'], folders: ['app'] },
  // Pages in a language of their own import what is not seen to be imported.
  { packages: ['vue', 'svelte', 'nuxt', 'nitropack'], folders: '*' },
  // What puts a program together of the files in its folders.
  {
    packages: [
      '@oclif/core',
      '@oclif/command',
      '@fastify/autoload',
      'fastify-autoload',
      'sails',
      '@strapi/strapi',
      'egg',
      '@midwayjs/core',
      '@adonisjs/core',
      'moleculer',
      '@loopback/boot',
      'umi',
      'blitz',
      '@redwoodjs/core',
      '@azure/functions',
      '@medusajs/medusa',
      '@medusajs/framework',
      '@keystonejs/keystone',
      '@backstage/backend-defaults',
      'hubot',
      'probot',
      'ember-source',
      '@sapphire/framework',
      'discord-akairo',
      'payload',
      'apostrophe',
      'meteor-node-stubs',
    ],
    folders: '*',
  },
];
